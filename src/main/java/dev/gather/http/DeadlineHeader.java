package dev.gather.http;

import java.time.Duration;
import java.util.Locale;

/**
 * The header that tells an upstream how long its answer is waited for.
 *
 * @param name in lower case
 */
record DeadlineHeader(String name) {
    private static final String GRPC = "grpc-timeout";

    /** A value of {@code grpc-timeout} has at most eight digits. */
    private static final long MOST_OF_GRPC = 99_999_999;

    static DeadlineHeader named(String configured) {
        return new DeadlineHeader(configured.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The value for a time: milliseconds, with gRPC's unit where the header is gRPC's.
     *
     * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#requests">gRPC over HTTP2, Timeout</a>
     */
    String value(Duration left) {
        long millis = Math.max(1, left.toMillis());
        return name.equals(GRPC) ? Math.min(millis, MOST_OF_GRPC) + "m" : String.valueOf(millis);
    }
}
