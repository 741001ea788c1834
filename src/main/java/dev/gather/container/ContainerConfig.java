package dev.gather.container;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What only a container has: nothing of it exists for a function. */
@ConfigMapping(prefix = "gather.container")
public interface ContainerConfig {
    /**
     * Whether the service is only ready while the datasources that compositions use answer. Where answers without them are of use,
     * set it to {@code false}: otherwise a database that is down takes all of the service's instances out of their load balancer.
     */
    @WithDefault("true")
    boolean readyWithDatasources();

    /** How many requests may be at work at once. */
    Limit limit();

    /** The limit of requests at work at once, which follows how long answers take. */
    interface Limit {
        /** Whether there is one: requests beyond it are answered with 503. */
        @WithDefault("true")
        boolean enabled();

        /** Where it begins. */
        @WithDefault("200")
        int initial();

        /** What it never falls below, however long answers take. */
        @WithDefault("20")
        int least();

        /** What it never rises above. */
        @WithDefault("2000")
        int most();

        /** When a caller that was refused is asked to come again, in whole seconds. */
        @WithDefault("1s")
        Duration retryAfter();
    }
}
