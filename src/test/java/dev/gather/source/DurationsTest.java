package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as compositions write them. */
class DurationsTest {
    private final Problems problems = new Problems();

    private Optional<Duration> read(String yaml) {
        YamlNode node = new YamlReader("x.yaml", yaml, problems).read().orElseThrow();
        return Durations.read(node, problems);
    }

    @ParameterizedTest
    @CsvSource({
        "1ms, 1",
        "300ms, 300",
        "2s, 2000",
        "'\"2s\"', 2000",
        "1m, 60000",
        "090s, 90000",
        "999999999ms, 999999999"
    })
    void reads(String written, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), read(written));
        assertEquals(List.of(), problems.all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0s",
                "000ms",
                "-1s",
                "+1s",
                "1.5s",
                "1",
                "300",
                "1h",
                "1d",
                "1 s",
                "1S",
                "ms",
                "PT1S",
                "1s2ms",
                "1000000000ms",
                "null",
                "true",
                "[1s]",
                "{ s: 1 }",
                "'{% 1 %}'",
                "''"
            })
    void refuses(String written) {
        assertEquals(Optional.empty(), read(written));
        assertEquals(1, problems.all().size());
    }

    @Test
    void readsNothingWhereTheKeyIsNotThere() {
        assertEquals(Optional.empty(), Durations.read(null, problems));
        assertEquals(List.of(), problems.all());
    }
}
