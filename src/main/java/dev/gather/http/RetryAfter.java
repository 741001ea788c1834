package dev.gather.http;

import dev.gather.source.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long an upstream asks to wait before the next request: seconds, or a date in one of the three forms of HTTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-retry-after">RFC 9110, Retry-After</a>
 */
final class RetryAfter {
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
        return HttpDate.read(date)
                .map(then -> Duration.between(Instant.now(), then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }
}
