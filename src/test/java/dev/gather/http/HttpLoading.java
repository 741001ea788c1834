package dev.gather.http;

import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.fetch.Layers;
import dev.gather.source.SourceKind;
import dev.gather.time.ManualClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads compositions whose sources are HTTP calls, without the application around them. */
public final class HttpLoading {
    private HttpLoading() {}

    /** A loader as commands have it, where no upstream needs a configuration. */
    public static CompositionLoader with(Map<String, String> settings) {
        GatherConfig config = config(settings);
        return new CompositionLoader(
                List.of(new HttpKind(upstreams(config))), new Layers(config, new ManualClock()), false);
    }

    /** The kind of such sources, as commands have it. */
    public static SourceKind kind(Map<String, String> settings) {
        return new HttpKind(upstreams(config(settings)));
    }

    private static GatherConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.command", "true");
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(GatherConfig.class);
    }

    /** The upstreams of a configuration that authenticates no requests. */
    static Upstreams upstreams(GatherConfig config) {
        Vertx unneeded = null;
        return upstreams(config, unneeded, Map.of());
    }

    /** @param environment the variables that AWS sets, keys included */
    static Upstreams upstreams(GatherConfig config, Vertx vertx, Map<String, String> environment) {
        return new Upstreams(
                config,
                new Authentications(
                        vertx, variable -> Optional.ofNullable(environment.get(variable)), Clock.systemUTC()));
    }
}
