package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 10.2.3: seconds, or a date. */
class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "120, 120", "' 7 ', 7", "999999999, 999999999", "'Wed, 21 Oct 2015 07:28:00 GMT', 0"})
    void says(String header, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(header));
    }

    @Test
    void saysHowLongItIsUntilADate() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));

        long seconds = RetryAfter.parse(inAnHour).orElseThrow().toSeconds();

        assertTrue(3500 < seconds && seconds <= 3600, seconds + " s");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "1.5", "soon", "10s", "9999999999", "1e3", "Wed, 32 Oct 2015 07:28:00 GMT"})
    void saysNothing(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header));
    }
}
