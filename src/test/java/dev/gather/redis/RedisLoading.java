package dev.gather.redis;

import dev.gather.config.GatherConfig;
import dev.gather.source.SourceKind;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.util.Map;

/** Loads compositions whose sources are commands of Redis, without the application around them. */
public final class RedisLoading {
    private RedisLoading() {}

    /** The kind of such sources as commands for authors have it, where no server needs a configuration. */
    public static SourceKind kind(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.command", "true");
        settings.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.build();
        Vertx unneeded = null;
        return new RedisKind(new RedisServers(unneeded, config, config.getConfigMapping(GatherConfig.class)));
    }
}
