package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.LoginTwice;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** A connection to one server, from when it begins to be opened. Confined to its event loop. */
final class Wire implements Route {
    private final Connector connector;
    private final Logins logins;
    private final Node node;
    private final Runnable ended;
    private final ContextInternal context = ContextInternal.current().unwrap();
    private final Promise<RedisConnection> opened = Promise.promise();
    private @Nullable GuardedSocket socket;
    private boolean closed;

    /** @param ended runs when it has ended other than by being closed, before the commands that it has not answered fail */
    Wire(Connector connector, Logins logins, Node node, Runnable ended) {
        this.connector = connector;
        this.logins = logins;
        this.node = node;
        this.ended = ended;
    }

    /** In the event loop's own context: what a caller's has does not concern others. */
    @Override
    public Future<Void> open() {
        long timer = context.setTimer(connector.limitMillis(), late -> fail("no connection to the server in time"));
        Future<Void> done = opened.future().mapEmpty();
        opened.future().onComplete(end -> context.owner().cancelTimer(timer));
        context.dispatch(() -> here(logins.current()).compose(this::login).onComplete(this::settle));
        return done;
    }

    /** Logins belong to whichever event loop asked first; this connection goes on in its own. */
    private Future<Login> here(Future<Login> found) {
        Promise<Login> here = context.promise();
        found.onComplete(here);
        return here.future();
    }

    private Future<RedisConnection> login(Login login) {
        return new LoginTwice<Login, RedisConnection>(this::connect, RedisFailures::isLoginRefused, this::after)
                .with(login);
    }

    private Future<Login> after(Login refused) {
        closeSocket();
        return here(logins.after(refused));
    }

    private Future<RedisConnection> connect(Login login) {
        GuardedSocket guarded = new GuardedSocket(connector.config().maxBytes().asLongValue(), this::socketEnded);
        socket = guarded;
        return opened.future().isComplete()
                ? Future.failedFuture(RedisFailures.broken())
                : connector.open(node, login, guarded);
    }

    /** The client does not always say that a handshake has failed. It is left the time to say it first. */
    private void socketEnded(GuardedSocket which) {
        context.runOnContext(turn -> {
            if (socket == which) {
                opened.tryFail(RedisFailures.broken());
            }
        });
    }

    private void settle(AsyncResult<RedisConnection> result) {
        boolean first = result.succeeded()
                ? opened.tryComplete(watched(result.result()))
                : opened.tryFail(RedisFailures.classify(result.cause()));
        if (!first || result.failed()) {
            closeSocket();
        }
    }

    /** Nothing is to be said of bytes that nobody waits for: the guard has closed the connection. */
    private RedisConnection watched(RedisConnection found) {
        return found.handler(surplus -> {}).exceptionHandler(thrown -> end()).endHandler(none -> end());
    }

    /** Whether a command can be sent at once. */
    boolean isOpen() {
        return opened.future().succeeded() && !closed;
    }

    @Override
    public Future<@Nullable Response> send(Request request) {
        return opened.future().compose(open -> open.send(request)).recover(this::explained);
    }

    /** Where a guard has closed it, the command is at fault that has waited longest, which is the first to fail. */
    private Future<@Nullable Response> explained(Throwable thrown) {
        if (RedisFailures.isReply(thrown)) {
            return Future.failedFuture(thrown);
        }
        end();
        return Future.failedFuture(
                socket == null
                        ? thrown
                        : socket.take().<Throwable>map(fault -> fault).orElse(thrown));
    }

    private void end() {
        if (!closed) {
            ended.run();
        }
    }

    private void fail(String message) {
        if (opened.tryFail(Failure.temporary(Code.CONNECTION, message))) {
            closeSocket();
        }
    }

    private void closeSocket() {
        GuardedSocket last = socket;
        socket = null;
        if (last != null) {
            last.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        opened.tryFail(RedisFailures.broken());
        closeSocket();
    }
}
