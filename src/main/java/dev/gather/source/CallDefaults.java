package dev.gather.source;

import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration of a backend says for sources that do not say it themselves, and whose requests may be sent again.
 *
 * @param retries how often a failed request is sent again
 * @param hedge after which time a second request is sent
 * @param cache how answers are kept: a duration, or {@code http}
 */
public record CallDefaults(int retries, Optional<Duration> hedge, Optional<String> cache) {
    /** Of a configuration that says nothing. */
    public static final CallDefaults NONE = new CallDefaults(0, Optional.empty(), Optional.empty());

    /** What a source says instead of a time to have no hedge, or to keep no answers, where the configuration says otherwise. */
    public static final String NONE_OF_IT = "none";

    /** The longest time that answers are kept. */
    public static final Duration LONGEST_CACHE = Duration.ofDays(365);

    /** The most retries, in the configuration and in a source. */
    public static final int MOST_RETRIES = 10;
}
