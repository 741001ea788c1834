package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are what the environment says, letter by letter. */
class LiteralValuesTest {
    private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a$$b", "${x}", "${", "a${b", "$", "\\${x}", "}${", "${x:default}", "a\\$b"})
    void takesValuesOfTheEnvironmentAsTheyAre(String secret) {
        SmallRyeConfig config = config(
                Map.of(
                        "QUARKUS_DATASOURCE_PASSWORD", secret,
                        "QUARKUS_DATASOURCE_SECOND_PASSWORD", secret,
                        "GATHER_UPSTREAMS_CARRIER_URL", "http://127.0.0.1",
                        "GATHER_UPSTREAMS_CARRIER_HEADERS_KEY", secret,
                        "GATHER_UPSTREAMS_CARRIER_AUTH_OAUTH2_CLIENT_SECRET", secret),
                Map.of());

        assertEquals(secret, config.getValue("quarkus.datasource.password", String.class));
        assertEquals(secret, config.getValue("quarkus.datasource.second.password", String.class));
        GatherConfig gather = config.getConfigMapping(GatherConfig.class);
        GatherConfig.Upstream upstream = gather.upstreams().get("carrier");
        assertEquals(secret, upstream.headers().get("key"));
        assertEquals(
                secret,
                upstream.auth()
                        .orElseThrow()
                        .oauth2()
                        .orElseThrow()
                        .clientSecret()
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a$$b", "${x}", "${"})
    void takesValuesOfFilesAsTheyAre(String secret) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of("quarkus.datasource.\"second\".password", secret), "file", 260))
                .build();

        assertEquals(secret, config.getValue("quarkus.datasource.\"second\".password", String.class));
    }

    @Test
    void letsTheApplicationsOwnPropertiesNameOthers() {
        SmallRyeConfig config = config(
                Map.of("TOKEN", "s3cret"), Map.of("quarkus.datasource.password", "${TOKEN}", "other", "${TOKEN}"));

        assertEquals("s3cret", config.getValue("quarkus.datasource.password", String.class));
        assertEquals("s3cret", config.getValue("other", String.class));
    }

    /** In a packaged function, the application's properties are part of it. */
    @Test
    void letsThePropertiesOfThePackagedApplicationNameOthers() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new EnvConfigSource(Map.of("TOKEN", "s3cret"), 300))
                .withSources(new PropertiesConfigSource(
                        Map.of("gather.upstreams.carrier.headers.key", "${TOKEN}"), "Runtime Values", 0))
                .build();

        assertEquals("s3cret", config.getValue("gather.upstreams.carrier.headers.key", String.class));
    }
}
