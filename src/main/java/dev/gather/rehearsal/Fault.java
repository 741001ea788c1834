package dev.gather.rehearsal;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Call;
import dev.gather.source.Writes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can come in place of an answer. */
enum Fault {
    /** No connection, or it breaks. */
    CONNECTION,
    /** Nothing, ever. */
    TIMEOUT,
    /** An answer that cannot be read. */
    MALFORMED,
    /** The database refuses the statement. */
    QUERY,
    /** The database ends the statement with a deadlock: a later attempt may succeed. */
    DEADLOCK,
    /** The database does not take a value. */
    INVALID_VALUE,
    /** An answer that is larger than is allowed. */
    TOO_LARGE,
    /** The connection breaks after a write was sent, so that it may have been done. */
    UNKNOWN;

    /** Whether a source can have it. */
    boolean fits(Call call) {
        return switch (this) {
            case CONNECTION, TIMEOUT -> true;
            case MALFORMED, TOO_LARGE -> call.writes() == Writes.NO;
            case QUERY, DEADLOCK, INVALID_VALUE -> !call.hasStatus();
            case UNKNOWN -> call.writes() != Writes.NO;
        };
    }

    static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Fault::toString).toList();
    }

    /** What best stands for a failure of a request. */
    static Fault of(Failure failure, Call call) {
        Fault fault =
                switch (failure.code()) {
                    case CONNECTION -> CONNECTION;
                    case TIMEOUT -> TIMEOUT;
                    case TOO_LARGE -> TOO_LARGE;
                    case UNKNOWN -> UNKNOWN;
                    case QUERY -> failure.isTemporary() ? DEADLOCK : QUERY;
                    case INVALID_VALUE -> INVALID_VALUE;
                    // Such as a token that the authorization server does not give at the moment.
                    default -> failure.isTemporary() ? CONNECTION : MALFORMED;
                };
        return fault.fits(call) ? fault : CONNECTION;
    }

    /** The failure of a request; of {@link #TIMEOUT} there is none, since nothing comes. */
    Failure failure(Call call) {
        return switch (this) {
            case CONNECTION ->
                Failure.temporary(
                        Code.CONNECTION,
                        "no connection to the " + (call.hasStatus() ? "upstream" : "database") + ", or it broke");
            case TIMEOUT -> throw new IllegalStateException("nothing comes");
            case MALFORMED -> Failure.of(Code.MALFORMED, "the answer cannot be read");
            case TOO_LARGE -> Failure.of(Code.TOO_LARGE, "the answer is too large");
            case QUERY -> Failure.of(Code.QUERY, "the database refused the query");
            case DEADLOCK -> Failure.passing(Code.QUERY, "the database ended a deadlock by rolling back");
            case INVALID_VALUE -> Failure.of(Code.INVALID_VALUE, "the database does not take a value");
            case UNKNOWN -> Failure.unknown();
        };
    }

    /** The name as it is written in a case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
