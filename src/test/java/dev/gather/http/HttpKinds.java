package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.SourceKind;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The kind of source that is HTTP, without the application around it. */
public final class HttpKinds {
    private HttpKinds() {}

    /** The kind as commands have it, where no upstream needs a configuration. */
    public static SourceKind of(Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.command", "true");
        settings.forEach(config::withDefaultValue);
        return new HttpKind(new Upstreams(config.build().getConfigMapping(GatherConfig.class)));
    }
}
