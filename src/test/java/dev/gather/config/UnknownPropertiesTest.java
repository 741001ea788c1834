package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt property is told with the nearest that there is. */
class UnknownPropertiesTest {
    /** What SmallRye Config itself says of it. */
    private static String message(String property) {
        SmallRyeConfigBuilder builder = ConfigUtils.emptyConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withSources(new PropertiesConfigSource(Map.of(property, "1"), "the test", 100));
        return Assertions.assertThrows(ConfigValidationException.class, builder::build)
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "gather.timout, gather.timeout",
        "gather.http.base-pth, gather.http.base-path",
        "gather.upstreams.carrier.tiemout, gather.upstreams.carrier.timeout",
        "gather.upstreams.\"my.api\".max-conections, gather.upstreams.\"my.api\".max-connections",
        "gather.upstreams.carrier.circuit-breaker.enable, gather.upstreams.carrier.circuit-breaker.enabled",
        "gather.datasources.orders.max-row, gather.datasources.orders.max-rows"
    })
    void namesTheNearest(String misspelt, String meant) {
        assertEquals(
                List.of(misspelt + " is no property, did you mean " + meant + "?"),
                UnknownProperties.hints(message(misspelt)));
    }

    @Test
    void saysNothingWhereNothingIsLikeIt() {
        assertEquals(List.of(), UnknownProperties.hints(message("gather.frobnicate")));
        assertEquals(List.of(), UnknownProperties.hints("SRCFG00039: The config property gather.timeout is empty"));
        assertEquals(List.of(), UnknownProperties.hints(null));
    }
}
