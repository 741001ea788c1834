package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;

/**
 * One attempt to make a connection, from the first packet until the database has let the user in. It ends at its limit,
 * or when it is given up; its place in the pool is free at that moment. The client itself limits no handshake.
 */
final class ConnectionAttempt {
    /** The failure of an attempt that was given up, as nobody waited for it. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack and stays as it is
    static final Failure GIVEN_UP =
            Failure.temporary(Code.CONNECTION, "the attempt to connect to the database was given up");

    private final ContextInternal context;
    private final Promise<SqlConnection> connected;
    private final PasswordRules passwordRules;
    private NetSocket socket;

    /** @param context that of this attempt alone: the pool gives each one its own */
    ConnectionAttempt(ContextInternal context, PasswordRules passwordRules) {
        this.context = context;
        this.connected = context.promise();
        this.passwordRules = passwordRules;
    }

    /** Whether it is made on this context. */
    boolean isOn(ContextInternal other) {
        return context == other;
    }

    /** Waits for the connection, no longer than the limit. */
    Future<SqlConnection> within(Duration limit, Future<SqlConnection> connection) {
        long timer = context.setTimer(limit.toMillis(), passed -> fail(late()));
        connection.onComplete(this::done);
        return connected.future().onComplete(done -> context.owner().cancelTimer(timer));
    }

    /** The socket is there; where the attempt has ended meanwhile, it is of no use any more. */
    synchronized void reached(NetSocket found) {
        socket = found;
        if (connected.future().isComplete()) {
            found.close();
        }
    }

    /** Ends the attempt with this failure, unless it has ended. */
    synchronized void fail(Failure failure) {
        if (connected.tryFail(failure) && socket != null) {
            socket.close();
        }
    }

    /** Calls this in the next turn of the attempt's event loop. */
    void failNextTurn() {
        context.runOnContext(nextTurn -> fail(GIVEN_UP));
    }

    /** How the password may be sent. */
    PasswordRules passwordRules() {
        return passwordRules;
    }

    /** Whether it has neither failed nor led to a connection yet. */
    boolean isRunning() {
        return !connected.future().isComplete();
    }

    private void done(AsyncResult<SqlConnection> connection) {
        if (connection.failed()) {
            connected.tryFail(connection.cause());
        } else if (!connected.tryComplete(connection.result())) {
            connection.result().close();
        }
    }

    private static Failure late() {
        return Failure.temporary(Code.CONNECTION, "the database did not accept a connection in time");
    }
}
