package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 10.2.3: seconds, or a date. */
class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "120, 120",
        "' 7 ', 7",
        "999999999, 999999999",
        "'Wed, 21 Oct 2015 07:28:00 GMT', 0",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 0",
        "'Sun Nov  6 08:49:37 1994', 0"
    })
    void says(String header, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
            })
    void saysHowLongItIsUntilADate(String form) {
        String inAnHour = DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                .format(Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));

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
