package dev.gather.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyMappingsTest {
    /** A mapping as an extension of Quarkus has them. */
    @ConfigMapping(prefix = "quarkus.example")
    public interface Example {
        /** A property with a default. */
        @WithDefault("3")
        int count();

        /** A property that may refer to another one. */
        @WithDefault("a text")
        String text();
    }

    /** A mapping of the application. */
    @ConfigMapping(prefix = "application")
    public interface Application {
        /** A property with a default. */
        @WithDefault("3")
        int count();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMappingIgnore("quarkus.**")
                .withMapping(Example.class)
                .withMapping(Application.class)
                .withDefaultValues(values);
    }

    private static ReadyMappings ready(SmallRyeConfigBuilder builder) {
        return ReadyMappings.of(builder.build(), builder.getMappingsBuilder().getMappings());
    }

    private static SmallRyeConfig config(ReadyMappings ready, Map<String, String> values) {
        SmallRyeConfigBuilder builder = builder(values);
        ready.addTo(builder.getMappingsBuilder(), SetNames.of(List.of(), values.keySet())::haveAny);
        return builder.build();
    }

    @Test
    void areTakenIfNoneOfTheirPropertiesIsSet() {
        ReadyMappings ready = ready(builder(Map.of()));

        Example first = config(ready, Map.of()).getConfigMapping(Example.class);
        Example second = config(ready, Map.of("quarkus.examples", "1")).getConfigMapping(Example.class);

        assertSame(first, second);
        assertEquals(3, first.count());
    }

    @Test
    void areMadeAgainIfOneOfTheirPropertiesIsSet() {
        ReadyMappings ready = ready(builder(Map.of()));

        Example example = config(ready, Map.of("quarkus.example.count", "4")).getConfigMapping(Example.class);

        assertEquals(4, example.count());
        assertEquals("a text", example.text());
    }

    @Test
    void areMadeAgainIfAPropertyIsSetThatTheyReferTo() {
        Map<String, String> fixed = Map.of("quarkus.example.text", "${other:none}", "other", "${another:old}");
        ReadyMappings ready = ready(builder(fixed));

        SmallRyeConfigBuilder builder = builder(fixed).withDefaultValue("another", "new");
        ready.addTo(builder.getMappingsBuilder(), SetNames.of(List.of("ANOTHER"), List.of())::haveAny);

        assertEquals("new", builder.build().getConfigMapping(Example.class).text());
    }

    @Test
    void areNotThoseOfTheApplication() {
        ReadyMappings ready = ready(builder(Map.of()));

        assertNotSame(
                config(ready, Map.of()).getConfigMapping(Application.class),
                config(ready, Map.of()).getConfigMapping(Application.class));
    }
}
