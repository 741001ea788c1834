package dev.gather.sql;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.trace.CallKind;
import io.smallrye.mutiny.Uni;

/**
 * One writing statement with its values.
 *
 * @param datasource the database that it goes to
 * @param statement the statement
 * @param repeatable whether it may be done twice
 * @param rows the form of the rows that it answers with, if it does
 * @param returning whether its words say that it does; the database may leave out what has no rows
 */
record WriteRequest(
        Datasource datasource, BoundStatement statement, boolean repeatable, SqlCall.Rows rows, boolean returning)
        implements Request {
    @Override
    public String key() {
        return statement.key();
    }

    /** The statement, without its values. */
    @Override
    public String line() {
        return statement.sql();
    }

    @Override
    public CallKind traced() {
        return datasource.traced(statement.sql());
    }

    @Override
    public Backend backend() {
        return datasource.backend();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        Write write =
                attempt.scope().isTransactional() ? Write.inTransaction(this, attempt) : Write.alone(this, attempt);
        Uni<Written> written = attempt.scope().isTransactional()
                ? SqlTransaction.of(attempt.scope(), datasource).run(write)
                : PooledRun.of(datasource.connections().writing(), write, () -> !write.isWanted());
        return written.onItem().transform(Written::fetched).onFailure().transform(write::failure);
    }
}
