package dev.gather.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    @Test
    void isWhatLambdaSays() {
        assertEquals(64, Concurrency.atOnce(Optional.of("64")));
        assertEquals(1, Concurrency.atOnce(Optional.empty()));
    }

    @Test
    void isNotLessThanOne() {
        assertThrows(IllegalArgumentException.class, () -> Concurrency.atOnce(Optional.of("0")));
        assertThrows(IllegalArgumentException.class, () -> Concurrency.atOnce(Optional.of("many")));
    }

    @Test
    void dividesTheMemory() {
        assertEquals(300, FunctionMemory.share(1000, 1));
        assertEquals(75, FunctionMemory.share(1000, 4));
    }
}
