package dev.gather.sql;

import dev.gather.source.Attempt;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Runs a reading statement. It is killed in the database when it is cancelled.
 *
 * @param request the statement and the form of its value
 * @param attempt its limits
 */
record Query(SqlRequest request, Attempt attempt) implements Work<ResultReader> {
    @Override
    public SessionUse use() {
        return request.statement().use();
    }

    @Override
    public Future<ResultReader> on(Session session) {
        return session.query(
                request, attempt.memory(), attempt::left, attempt.scope().hasSnapshot());
    }

    /** Needed since the database does not notice that the connection is closed until it has the first row. */
    @Override
    public void stopped(Optional<Kill> kill) {
        kill.ifPresent(request.datasource().connections().kills()::add);
    }
}
