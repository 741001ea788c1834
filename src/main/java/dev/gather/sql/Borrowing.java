package dev.gather.sql;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Borrows a connection from a pool, and another one in place of one that has been idle for too long or is closed. */
final class Borrowing {
    private final GuardedPool connections;
    private final BooleanSupplier unwanted;
    private final Handler<AsyncResult<Session>> borrower;
    private ConnectionAttempts.@Nullable Wait wait;
    private boolean givenUp;

    /**
     * @param unwanted whether a connection is not needed any more, although nobody has given it up yet
     * @param borrower called with the connection, or with why there is none; not called once it is given up or unwanted
     */
    Borrowing(GuardedPool connections, BooleanSupplier unwanted, Handler<AsyncResult<Session>> borrower) {
        this.connections = connections;
        this.unwanted = unwanted;
        this.borrower = borrower;
    }

    /** Asks for a connection. */
    void start() {
        Promise<SqlConnection> borrowed = Promise.promise();
        ConnectionAttempts.Wait begun = connections
                .attempts()
                .wait(() -> connections.pool().getConnection().onComplete(borrowed));
        wait = begun;
        borrowed.future().onComplete(result -> acquired(begun, result));
    }

    /** Asks for another one. In this turn of the event loop the pool could hand out one that is being closed. */
    void startNextTurn() {
        ContextInternal.current().runOnContext(ignored -> {
            if (!givenUp) {
                start();
            }
        });
    }

    /** No connection is needed any more. */
    void giveUp() {
        givenUp = true;
        if (wait != null) {
            wait.giveUp();
        }
    }

    private void acquired(ConnectionAttempts.Wait over, AsyncResult<SqlConnection> borrowed) {
        over.end();
        wait = null;
        if (borrowed.failed()) {
            notAcquired(borrowed.cause());
            return;
        }
        Session found = connections.opener().open(borrowed.result());
        if (givenUp || unwanted.getAsBoolean()) {
            found.giveBack();
        } else if (found.isOld()) {
            found.close();
            startNextTurn();
        } else {
            borrower.handle(Future.succeededFuture(found));
        }
    }

    /** This attempt may have been given up in place of a cancelled query's. */
    private void notAcquired(Throwable thrown) {
        if (thrown == ConnectionAttempt.GIVEN_UP) {
            startNextTurn();
        } else {
            borrower.handle(Future.failedFuture(thrown));
        }
    }
}
