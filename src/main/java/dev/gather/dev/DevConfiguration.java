package dev.gather.dev;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Configures the addresses of the embedded database and the demo upstreams in dev mode. The user's configuration takes
 * precedence: a datasource of their own, or the address of a single upstream.
 */
public final class DevConfiguration implements ConfigSourceFactory {
    /** The property with the default datasource's address. */
    static final String DATASOURCE_URL = "quarkus.datasource.reactive.url";

    /** Below {@code application.properties}, which has 250. */
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!context.getProfiles().contains("dev")) {
            return List.of();
        }
        Map<String, String> properties = new HashMap<>();
        DemoUpstreams.NAMES.forEach(
                name -> properties.put("gather.upstreams." + name + ".url", DemoUpstreams.url(name)));
        properties.put(AmazonLambdaApi.QUARKUS_INTERNAL_AWS_LAMBDA_TEST_API, "127.0.0.1:" + SilentPort.number());
        if (usesEmbeddedDatabase(context)) {
            properties.put(DATASOURCE_URL, DatabaseAddress.url(DevPort.DATABASE.number()));
            properties.put("quarkus.datasource.username", DatabaseAddress.USER);
            properties.put("quarkus.datasource.password", DatabaseAddress.PASSWORD);
        }
        return List.of(new PropertiesConfigSource(properties, "Gather's dev mode", ORDINAL));
    }

    private static boolean usesEmbeddedDatabase(ConfigSourceContext context) {
        return !"off".equals(context.getValue("gather.dev.database").getValue())
                && context.getValue(DATASOURCE_URL).getValue() == null;
    }
}
