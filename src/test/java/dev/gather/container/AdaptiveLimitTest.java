package dev.gather.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.netflix.concurrency.limits.Limiter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests are let in at once. */
class AdaptiveLimitTest {
    private record Config(boolean enabled, int initial, int least, int most, Duration retryAfter)
            implements ContainerConfig.Limit {}

    private static AdaptiveLimit limit(int initial, int least, int most) {
        return new AdaptiveLimit(new Config(true, initial, least, most, Duration.ofSeconds(1)));
    }

    @Test
    void letsInNoMoreThanThereMayBe() {
        AdaptiveLimit limit = limit(2, 1, 10);

        Limiter.Listener first = limit.begin().orElseThrow();
        Limiter.Listener second = limit.begin().orElseThrow();

        assertTrue(limit.begin().isEmpty());
        assertEquals(2, limit.atWork());

        first.onSuccess();
        assertTrue(limit.begin().isPresent());
        second.onIgnore();
        assertTrue(limit.begin().isPresent());
        assertTrue(limit.begin().isEmpty());
    }

    @Test
    void doesNotCountWhatWasRefused() {
        AdaptiveLimit limit = limit(1, 1, 1);
        Limiter.Listener only = limit.begin().orElseThrow();

        assertTrue(limit.begin().isEmpty());
        only.onSuccess();

        assertEquals(0, limit.atWork());
        assertEquals(1, limit.most());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 5", "5, 6, 10", "11, 1, 10", "-1, 1, 5"})
    void saysWhichNumbersCannotBe(int initial, int least, int most) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> limit(initial, least, most));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("gather.container.limit: "), refused.toString());
    }
}
