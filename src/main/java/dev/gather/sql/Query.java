package dev.gather.sql;

import dev.gather.source.Attempt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a reading statement. It is killed in the database when it is cancelled.
 *
 * @param request the statement and the form of its value
 * @param attempt its limits
 * @param start when the attempt began, after the execution's start
 */
record Query(SqlRequest request, Attempt attempt, Duration start) implements Work<ResultReader> {
    /** A query that begins now. */
    static Query begin(SqlRequest request, Attempt attempt) {
        return new Query(request, attempt, attempt.scope().deadline().elapsed());
    }

    @Override
    public SessionUse use() {
        return request.statement().use();
    }

    @Override
    public Future<ResultReader> on(Session session) {
        return session.query(
                request, attempt.memory(), this::left, attempt.scope().hasSnapshot());
    }

    /** How long its answer is still waited for; never negative. */
    private Duration left() {
        Duration waited = attempt.scope().deadline().elapsed().minus(start);
        Duration own = attempt.limit().minus(waited);
        Duration least = own.compareTo(attempt.remaining()) < 0 ? own : attempt.remaining();
        return least.isNegative() ? Duration.ZERO : least;
    }

    /** Needed since the database does not notice that the connection is closed until it has the first row. */
    @Override
    public void stopped(Optional<Kill> kill) {
        kill.ifPresent(request.datasource().connections().kills()::add);
    }
}
