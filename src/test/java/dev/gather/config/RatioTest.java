package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a whole in the configuration. */
class RatioTest {
    private final Ratio ratio = new Ratio();

    @ParameterizedTest
    @CsvSource({
        "10%, 0.1",
        "0.1, 0.1",
        "100%, 1",
        "1, 1",
        "0, 0",
        "0%, 0",
        "' 50 % ', 0.5",
        "12.5%, 0.125",
        "1e-1, 0.1",
        "29%, 0.29"
    })
    void reads(String text, double value) {
        assertEquals(value, ratio.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "1.1", "-1%", "-0.1", "%", "", "a", "1/2", "NaN", "Infinity", "10%%", "10 percent"})
    void refuses(String text) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> ratio.convert(text));

        assertTrue(thrown.getMessage().contains("'" + text + "'"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("10% or 0.1"), thrown.getMessage());
    }
}
