package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Objects;

/** The configuration of an upstream that has none, with a host that does not exist (RFC 6761). */
final class Placeholder {
    private static final String NAME = "placeholder";

    private Placeholder() {}

    static GatherConfig.Upstream upstream() {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams." + NAME + ".url", "http://not-configured.invalid")
                .build()
                .getConfigMapping(GatherConfig.class);
        return Objects.requireNonNull(config.upstreams().get(NAME));
    }
}
