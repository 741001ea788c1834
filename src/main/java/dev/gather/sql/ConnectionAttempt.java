package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, from opening the socket until the database has accepted the login. It ends at its time limit or
 * when it is given up, and frees its place in the pool at once. The client itself has no limit for the handshake.
 */
public final class ConnectionAttempt {
    /** The failure of an attempt that was given up because no query needed it any more. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace and is immutable
    public static final Failure GIVEN_UP =
            Failure.temporary(Code.CONNECTION, "the attempt to connect to the database was given up");

    private final ContextInternal context;
    private final Promise<SqlConnection> connected;
    private final PasswordRules passwordRules;
    private @Nullable NetSocket socket;

    /**
     * An attempt that does not say how the password may be sent.
     *
     * @param context the context of this attempt alone: the pool creates one per attempt
     */
    public ConnectionAttempt(ContextInternal context) {
        this(context, new PasswordRules(false, false));
    }

    /** @param context the context of this attempt alone: the pool creates one per attempt */
    ConnectionAttempt(ContextInternal context, PasswordRules passwordRules) {
        this.context = context;
        this.connected = context.promise();
        this.passwordRules = passwordRules;
    }

    /** Whether this is the context of the attempt. */
    boolean isOn(ContextInternal other) {
        return context == other;
    }

    /** The context of the attempt. */
    public Context context() {
        return context;
    }

    /** The result of something, on the context of the attempt. */
    public <T> Future<T> result(Supplier<Future<T>> work) {
        Promise<T> here = context.promise();
        Future.succeededFuture().compose(start -> work.get()).onComplete(here);
        return here.future();
    }

    /** The connection, or a failure when the limit has passed. */
    public Future<SqlConnection> within(Duration limit, Future<SqlConnection> connection) {
        long timer = context.setTimer(limit.toMillis(), passed -> fail(late()));
        connection.onComplete(this::done);
        return connected.future().onComplete(done -> context.owner().cancelTimer(timer));
    }

    /** Notes the open socket, and closes it if the attempt has ended in the meantime. */
    public synchronized void reached(NetSocket found) {
        socket = found;
        if (connected.future().isComplete()) {
            WireGuard.close(found);
        }
    }

    /** Ends the attempt with this failure, unless it has already ended. */
    public synchronized void fail(Failure failure) {
        if (connected.tryFail(failure) && socket != null) {
            WireGuard.close(socket);
        }
    }

    /** Gives the attempt up in the next turn of its event loop. */
    void failNextTurn() {
        context.runOnContext(nextTurn -> fail(GIVEN_UP));
    }

    PasswordRules passwordRules() {
        return passwordRules;
    }

    /** Whether it has neither failed nor led to a connection. */
    public boolean isRunning() {
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
