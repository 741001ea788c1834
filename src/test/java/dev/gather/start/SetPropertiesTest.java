package dev.gather.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetPropertiesTest {
    private static final String PROPERTY = "quarkus.example.set-properties";

    private final List<String> warnings = new ArrayList<>();
    private final List<Logger> loggers =
            List.of(Logger.getLogger(SetProperties.class.getName()), Logger.getLogger("io.quarkus.config"));
    private final Handler collector = new Handler() {
        private final PatternFormatter messages = new PatternFormatter("%m");

        @Override
        public void publish(LogRecord record) {
            warnings.add(messages.formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void collect() {
        loggers.forEach(logger -> {
            logger.setLevel(Level.WARNING);
            logger.addHandler(collector);
        });
    }

    @AfterEach
    void restore() {
        loggers.forEach(logger -> {
            logger.removeHandler(collector);
            logger.setLevel(null);
        });
        System.clearProperty(PROPERTY);
    }

    private static Map<String, ConfigValue> fixed(String value) {
        return Map.of(
                PROPERTY,
                ConfigValue.builder().withName(PROPERTY).withValue(value).build());
    }

    @Test
    void warnOfAnotherValueThanTheFixedOne() {
        System.setProperty(PROPERTY, "2");

        SetProperties.warnOfFixed(fixed("1"));

        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains(PROPERTY), warnings.get(0));
    }

    @Test
    void doNotWarnOfTheFixedValue() {
        System.setProperty(PROPERTY, "1");

        SetProperties.warnOfFixed(fixed("1"));

        assertEquals(List.of(), warnings);
    }

    @Test
    void warnOfDeprecatedPropertiesThatAreSet() {
        System.setProperty(PROPERTY, "2");

        SetProperties.warnOfDeprecated(Map.of(PROPERTY, "use another", "quarkus.example.not-set", "use another"));

        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains(PROPERTY), warnings.get(0));
    }

    @Test
    void doNotWarnOfPropertiesThatAreNotSet() {
        SetProperties.warnOfFixed(fixed("1"));
        SetProperties.warnOfDeprecated(Map.of(PROPERTY, "use another"));

        assertEquals(List.of(), warnings);
    }
}
