package dev.gather.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long an upstream asks to wait before the next request: seconds, or a date in one of the three forms of HTTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-retry-after">RFC 9110, Retry-After</a>
 */
final class RetryAfter {
    /** {@code Sun Nov  6 08:49:37 1994}. */
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** The time in an answer's header. */
    static Optional<Duration> of(HttpAnswer answer) {
        return parse(answer.headers().get("retry-after"));
    }

    /** The time to wait, never negative; empty if the header is absent or cannot be read. */
    static Optional<Duration> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        return text.matches("[0-9]{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : untilDate(text);
    }

    private static Optional<Duration> untilDate(String date) {
        return Stream.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(), ASCTIME)
                .flatMap(form -> read(date, form).stream())
                .findFirst()
                .map(then -> Duration.between(Instant.now(), then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}: a year that would be 50 years ahead or more is one of the past. */
    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(50))
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }

    private static Optional<Instant> read(String date, DateTimeFormatter form) {
        try {
            return Optional.of(ZonedDateTime.parse(date, form).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
