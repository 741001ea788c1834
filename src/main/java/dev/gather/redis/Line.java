package dev.gather.redis;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.MultiType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which commands are sent without waiting for the replies to earlier ones. The client gives each reply to the
 * command that has waited longest. A command that is given up has its reply dropped when it comes: nothing is sent on the
 * connection any more, and it is closed when nobody else waits for a reply. Confined to its event loop.
 */
final class Line {
    /** The most keys of a command that goes to several nodes. */
    static final int MOST_KEYS = 10_000;

    private final Lines lines;
    private final Connector connector;
    private final Logins logins;
    private final ContextInternal context = ContextInternal.current().unwrap();
    private final Set<Exchange> live = new LinkedHashSet<>();
    private final Map<String, Future<Boolean>> reading = new HashMap<>();
    private final Promise<RedisConnection> opened = Promise.promise();
    private Connector.@Nullable Opening opening;
    private @Nullable RedisConnection connection;
    private boolean retired;
    private boolean faulty;
    private long replies;
    private long usedMillis = System.currentTimeMillis();

    Line(Lines lines, Connector connector, Logins logins) {
        this.lines = lines;
        this.connector = connector;
        this.logins = logins;
    }

    /** Begins to connect, in the event loop's own context: what a caller's has does not concern others. */
    void open() {
        long limit = Math.max(1, connector.config().connectTimeout().toMillis());
        long timer = context.setTimer(
                limit,
                late -> opened.tryFail(Failure.temporary(Code.CONNECTION, "no connection to the server in time")));
        opened.future().onComplete(done -> {
            context.owner().cancelTimer(timer);
            // Never within choosing this line, however soon it fails.
            context.runOnContext(turn -> opened(done));
        });
        context.dispatch(() -> here(logins.current())
                .compose(login -> connect(login)
                        .recover(thrown -> RedisFailures.isLoginRefused(thrown)
                                ? connectAgain(login, thrown)
                                : Future.failedFuture(thrown)))
                .onComplete(done -> {
                    if (!(done.succeeded() ? opened.tryComplete(done.result()) : opened.tryFail(done.cause()))) {
                        closeSockets();
                    }
                }));
    }

    /** Logins belong to whichever event loop asked first; this line goes on in its own. */
    private Future<Login> here(Future<Login> found) {
        Promise<Login> here = context.promise();
        found.onComplete(here);
        return here.future();
    }

    private Future<RedisConnection> connect(Login login) {
        Connector.Opening begun = connector.open(login);
        opening = begun;
        return begun.opened();
    }

    /** A password that has been changed costs no caller an error: the next login is tried once. */
    private Future<RedisConnection> connectAgain(Login refused, Throwable thrown) {
        closeSockets();
        return here(logins.after(refused))
                .compose(next -> next.equals(refused) ? Future.failedFuture(thrown) : connect(next));
    }

    private void opened(AsyncResult<RedisConnection> result) {
        List<Exchange> first = List.copyOf(live);
        if (result.failed()) {
            close();
            live.clear();
            first.forEach(exchange -> exchange.notConnected(result.cause()));
            lines.freed();
            return;
        }
        RedisConnection found = result.result();
        // Nothing is to be said of bytes that nobody waits for: the guard has closed the connection.
        found.handler(surplus -> {}).exceptionHandler(thrown -> retire()).endHandler(ended -> retire());
        connection = found;
        first.forEach(exchange -> exchange.sendOn(this));
        closeIfSpent();
    }

    /** Whether another command may be sent on it. A command that nobody waits for any more may be cancelled later. */
    boolean hasPlace() {
        return !retired
                && live.size() < connector.config().maxPipelined()
                && live.stream().noneMatch(Exchange::isGivenUp);
    }

    /** Whether an equal command waits for its reply. */
    boolean carries(String key) {
        return live.stream().anyMatch(exchange -> exchange.key().equals(key));
    }

    /** Sends a command, once it is open. */
    void take(Exchange exchange) {
        live.add(exchange);
        exchange.takenBy(this);
        if (connection != null) {
            exchange.sendOn(this);
        }
    }

    /** The reply to a command; fails with whatever the client fails with. */
    Future<@Nullable Response> send(BoundCommand command) {
        RedisConnection open = connection;
        if (open == null) {
            return Future.failedFuture(RedisFailures.broken());
        }
        if (connector.config().cluster() && command.isOfManyKeys()) {
            return eachKey(open, command);
        }
        return command.command().checked()
                ? reads(open, command.command().name()).compose(reads -> sendIf(reads, open, command))
                : open.send(command.request());
    }

    private static Future<@Nullable Response> sendIf(boolean reads, RedisConnection open, BoundCommand command) {
        return reads
                ? open.send(command.request())
                : Future.failedFuture(Failure.of(
                                Code.QUERY, "the server does not say that the command only reads, so it was not sent")
                        .withDetail(command.command().name()));
    }

    /** What only the server knows, it is asked: once on each connection. */
    private Future<Boolean> reads(RedisConnection open, String name) {
        return reading.computeIfAbsent(name, absent -> open.send(
                        Request.cmd(Command.COMMAND).arg("INFO").arg(name))
                .map(Line::onlyReads)
                .onFailure(thrown -> context.runOnContext(turn -> reading.remove(name))));
    }

    private static boolean onlyReads(@Nullable Response table) {
        Response row = table == null || table.size() == 0 ? null : table.get(0);
        Response flags = row == null || row.size() < 3 ? null : row.get(2);
        Set<String> names = new LinkedHashSet<>();
        if (flags != null) {
            flags.forEach(flag -> names.add(String.valueOf(flag)));
        }
        return names.contains("readonly") && !names.contains("blocking");
    }

    /** Keys of a cluster are on different nodes. The client would join their parts of the answer in an order of its own. */
    private static Future<@Nullable Response> eachKey(RedisConnection open, BoundCommand command) {
        if (command.arguments().size() > MOST_KEYS) {
            return Future.failedFuture(
                    Failure.of(Code.UNSAFE_VALUE, "a command to a cluster has at most " + MOST_KEYS + " keys"));
        }
        List<Future<Response>> each = new ArrayList<>();
        command.forEachKey().forEach(request -> each.add(open.send(request).recover(Line::nothingOfAnotherType)));
        return Future.join(each).map(all -> {
            MultiType values = MultiType.create(each.size(), false);
            each.forEach(one -> values.add(one.result()));
            return values;
        });
    }

    /** MGET has null for a key of another type. */
    private static Future<Response> nothingOfAnotherType(Throwable thrown) {
        return RedisFailures.isOtherType(thrown) ? Future.succeededFuture() : Future.failedFuture(thrown);
    }

    /** A command has its reply, or cannot get one. */
    void ended(Exchange exchange, boolean replied) {
        live.remove(exchange);
        usedMillis = System.currentTimeMillis();
        replies += replied ? 1 : 0;
        closeIfSpent();
        lines.freed();
    }

    /** A command is no longer wanted; one that was sent will still get its reply. */
    void abandoned(Exchange exchange, boolean sent) {
        live.remove(exchange);
        if (sent) {
            retire();
        }
        closeIfSpent();
        lines.freed();
    }

    /** Why a guard closed it: told once, to the command that has waited longest. */
    Optional<Failure> fault() {
        Optional<Failure> fault =
                opening == null ? Optional.empty() : opening.guards().take();
        faulty |= fault.isPresent();
        return fault;
    }

    /** Whether a command may be repeated that it gave no reply to: it may have died since it served, or another one is at fault. */
    boolean mayRepeat() {
        return faulty || replies > 0;
    }

    /** Nothing is sent on it any more. */
    void retire() {
        retired = true;
        closeIfSpent();
    }

    /** Retires it if nobody has used it for long: it may have been closed without a word. */
    void retireIfIdle(long nowMillis, long idleMillis) {
        if (connection != null && live.isEmpty() && nowMillis - usedMillis > idleMillis) {
            retire();
        }
    }

    private void closeIfSpent() {
        if (retired && live.isEmpty()) {
            close();
        }
    }

    /** Closes it, with all of its sockets. */
    void close() {
        retired = true;
        lines.closed(this);
        closeSockets();
    }

    private void closeSockets() {
        if (opening != null) {
            opening.guards().close();
        }
    }
}
