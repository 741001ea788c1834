package dev.gather.sql;

import dev.gather.source.MemoryBudget;
import io.vertx.core.Future;

/**
 * Runs a reading statement. It is killed in the database when it is cancelled.
 *
 * @param request the statement and the form of its value
 * @param memory what its rows may take up
 */
record Query(SqlRequest request, MemoryBudget.Share memory) implements Work<ResultReader> {
    @Override
    public SessionUse use() {
        return request.statement().use();
    }

    @Override
    public Future<ResultReader> on(Session session) {
        return session.query(request, memory);
    }

    /** Needed since the database does not notice that the connection is closed until it has the first row. */
    @Override
    public void stopped(String mark) {
        Kill.statementOf(request.datasource().connections().reading(), mark);
    }
}
