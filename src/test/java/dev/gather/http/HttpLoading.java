package dev.gather.http;

import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.fetch.Layers;
import dev.gather.time.ManualClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;

/** Loads compositions whose sources are HTTP calls, without the application around them. */
public final class HttpLoading {
    private HttpLoading() {}

    /** A loader as commands have it, where no upstream needs a configuration. */
    public static CompositionLoader with(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.command", "true");
        settings.forEach(builder::withDefaultValue);
        GatherConfig config = builder.build().getConfigMapping(GatherConfig.class);
        return new CompositionLoader(
                List.of(new HttpKind(new Upstreams(config))), new Layers(config, new ManualClock()), false);
    }
}
