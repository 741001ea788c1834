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
    /** The connection breaks after a write was sent, so that it may have been done. */
    UNKNOWN;

    /** Whether a source can have it. */
    boolean fits(Call call) {
        return switch (this) {
            case CONNECTION, TIMEOUT -> true;
            case MALFORMED -> call.writes() == Writes.NO;
            case QUERY -> !call.hasStatus();
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

    /** The failure of the request; of {@link #TIMEOUT} there is none, since nothing comes. */
    Failure failure() {
        return switch (this) {
            case CONNECTION -> Failure.temporary(Code.CONNECTION, "no connection, or it broke");
            case TIMEOUT -> throw new IllegalStateException("nothing comes");
            case MALFORMED -> Failure.of(Code.MALFORMED, "the answer cannot be read");
            case QUERY -> Failure.of(Code.QUERY, "the database refused the query");
            case UNKNOWN -> Failure.unknown();
        };
    }

    /** The name as it is written in a case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
