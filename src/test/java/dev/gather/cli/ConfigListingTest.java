package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration as it is in effect. */
class ConfigListingTest {
    private static List<String> listed(String property, String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(property, value), "the test", 100))
                .build();
        return ConfigListing.of(config).stream()
                .map(line -> line.replace("PropertiesConfigSource[source=the test]", "the test"))
                .toList();
    }

    @Test
    void saysWhereAValueComesFrom() {
        assertEquals(List.of("gather.timeout = 5s    # the test"), listed("gather.timeout", "5s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gather.upstreams.carrier.headers.x-api-key",
                "gather.upstreams.carrier.headers.accept",
                "gather.upstreams.carrier.headers.client-key",
                "gather.upstreams.carrier.query.token-url",
                "gather.upstreams.\"a.b\".query.id",
                "gather.upstreams.carrier.auth.oauth2.client-secret",
                "quarkus.datasource.password",
                "quarkus.datasource.\"orders\".password",
                "quarkus.datasource.reactive.trust-certificate-jks.password",
                "quarkus.datasource.reactive.key-certificate-pfx.password"
            })
    void hidesWhatMayBeASecret(String property) {
        assertEquals(List.of(property + " = ******    # the test"), listed(property, "s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://user:s3cret@db.example.com:3306/shop",
                "mysql://s3cret@db.example.com:3306/shop",
                "mysql://shop:p@s3cret@db.example.com/x",
                "mysql://shop:p/s3cret@db.example.com/x",
                "mysql://db.example.com:3306/shop?password=s3cret",
                "https://api.example.com/v1?key=s3cret&x=s3cret",
                "http://a:s3cret@one.example.com,http://b:s3cret@two.example.com"
            })
    void hidesTheLoginOfAUrl(String url) {
        List<String> lines = listed("quarkus.datasource.reactive.url", url);

        assertFalse(lines.get(0).contains("s3cret"), lines.get(0));
        assertTrue(lines.get(0).contains("example.com"), lines.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gather.upstreams.carrier.client-key", "gather.datasources.default.server-rsa-public-key"})
    void showsTheNameOfAFile(String property) {
        assertEquals(List.of(property + " = /opt/own.pem    # the test"), listed(property, "/opt/own.pem"));
    }

    @Test
    void leavesOutVariablesThatSetNothing() {
        Map<String, String> variables = Map.of(
                "GATHER_TIMEOUT", "5s",
                "GATHER_TIMEOUTS", "6s",
                "GATHER_UPSTREAMS_CARRIER_URL", "http://c",
                "GATHER_UPSTREAMS_CARRIER_ULR", "http://d",
                "GATHER_HTTP_CORS_ORIGINS_0_", "https://a");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .build();

        assertEquals(
                List.of(
                        "gather.http.cors.origins[0] = https://a    # EnvConfigSource",
                        "gather.timeout = 5s    # EnvConfigSource",
                        "gather.upstreams.carrier.url = http://c    # EnvConfigSource"),
                ConfigListing.of(config));
    }

    @Test
    void leavesOutWhatIsOfOthers() {
        assertEquals(List.of(), listed("quarkus.log.level", "INFO"));
    }
}
