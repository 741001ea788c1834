package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.source.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one execution on one connection, in a transaction that only reads and sees the database as it was at its first
 * query. A query that fails, or that nobody waits for any more, does not harm the others: the database itself ends a query whose
 * time is over. If the connection breaks after a query has been answered, all further ones fail, as what they would see may have
 * changed.
 */
final class SqlSnapshot extends Turns<ResultReader> implements Snapshot {
    private final Connections connections;
    private SessionUse use = SessionUse.NONE;
    private boolean lost;
    private boolean ended;

    private SqlSnapshot(Connections connections, Dialect dialect) {
        super(connections.reading(), dialect.snapshot());
        this.connections = connections;
    }

    /** The snapshot of an execution, which its first query creates. */
    static SqlSnapshot of(Scope scope, Datasource datasource) {
        Connections connections = datasource.connections();
        SqlSnapshot found = (SqlSnapshot) scope.snapshot(() -> new SqlSnapshot(connections, datasource.dialect()));
        if (!found.connections.equals(connections)) {
            throw new IllegalStateException("a snapshot has one datasource");
        }
        return found;
    }

    @Override
    @Nullable
    Failure refusal(Work<ResultReader> work) {
        if (((Query) work).attempt().isAbandoned()) {
            return Failure.late();
        }
        if (lost || ended) {
            return gone();
        }
        use = work.use() == SessionUse.NONE ? use : SessionUse.LEAVES;
        return null;
    }

    private static Failure gone() {
        return Failure.of(Code.CONNECTION, "the connection with the snapshot of the database is gone")
                .ofBackend();
    }

    /** The database may have ended the transaction with an error of an earlier query, such as a deadlock. */
    @Override
    @Nullable
    Failure rejection(Session used) {
        return used.isInTransaction() ? null : gone();
    }

    /** A connection that broke before anything was read is replaced. */
    @Override
    void failed(Throwable thrown) {
        lost |= hasAnswered() && session() == null;
    }

    @Override
    void leftBefore() {
        // The others have their turns.
    }

    /** If it has been sent, its rows are dropped as they come, until the database ends it. */
    @Override
    void leftWithin() {
        Session used = session();
        if (used == null) {
            skip();
        } else {
            used.dropRows();
        }
    }

    @Override
    void stopped(Optional<Kill> kill) {
        kill.ifPresent(connections.kills()::add);
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (isAtWork() || session() == null) {
            abort();
        } else {
            var unused = take().end("COMMIT", use);
        }
    }
}
