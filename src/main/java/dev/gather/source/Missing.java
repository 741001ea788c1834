package dev.gather.source;

import java.util.OptionalInt;

/**
 * What an absent row, or a 404 from an upstream, means for the source.
 *
 * @param fails whether the source fails; else it has no value
 * @param status the HTTP status of the whole answer, if it decides it
 * @param judged whether {@code require} is asked, which sees nothing as the value: a check must not be passed by default
 */
public record Missing(boolean fails, OptionalInt status, boolean judged) {
    /** The source fails. */
    public static final Missing FAILS = new Missing(true, OptionalInt.empty(), false);

    /** The source has no value, and does not fail. */
    public static final Missing NULL = new Missing(false, OptionalInt.empty(), false);

    /** The source has no value, if that is what {@code require} says. */
    public static final Missing AS_REQUIRED = new Missing(false, OptionalInt.empty(), true);

    /** The whole answer is a failure with this status. */
    public static Missing answeredWith(int status) {
        return new Missing(true, OptionalInt.of(status), false);
    }
}
