package dev.gather.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevConfigurationTest {
    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String USER = "quarkus.datasource.username";

    @Test
    void leadsToTheEmbeddedDatabaseAndTheDemoUpstreams() {
        SmallRyeConfig config = config("dev", Map.of());

        assertEquals("mysql://127.0.0.1:" + DevPort.DATABASE.number() + "/demo", value(config, URL));
        assertEquals("gather", value(config, USER));
        assertEquals(
                "http://127.0.0.1:" + DevPort.UPSTREAMS.number() + "/carrier",
                value(config, "gather.upstreams.carrier.url"));
    }

    @Test
    void keepsToAUsersDatasource() {
        SmallRyeConfig config = config("dev", Map.of(URL, "mysql://db.example/shop"));

        assertEquals("mysql://db.example/shop", value(config, URL));
        assertNull(value(config, USER));
    }

    @Test
    void keepsToAUsersUpstreamAndServesTheOthers() {
        SmallRyeConfig config = config("dev", Map.of("gather.upstreams.carrier.url", "http://carrier.example"));

        assertEquals("http://carrier.example", value(config, "gather.upstreams.carrier.url"));
        assertEquals(DemoUpstreams.url("offers"), value(config, "gather.upstreams.offers.url"));
    }

    @Test
    void namesNoDatabaseWhereItIsOff() {
        assertNull(value(config("dev", Map.of("gather.dev.database", "off")), URL));
    }

    @Test
    void addsNothingInProduction() {
        SmallRyeConfig config = config("prod", Map.of());

        assertNull(value(config, URL));
        assertNull(value(config, "gather.upstreams.carrier.url"));
    }

    private static SmallRyeConfig config(String profile, Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(configured, "application.properties", 250))
                .withSources(new DevConfiguration())
                .build();
    }

    private static String value(SmallRyeConfig config, String property) {
        return config.getConfigValue(property).getValue();
    }
}
