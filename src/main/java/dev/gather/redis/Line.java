package dev.gather.redis;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which commands are sent without waiting for the replies to earlier ones. The client gives each reply to the
 * command that has waited longest. A command that is given up has its reply dropped when it comes: nothing is sent on the
 * connection any more, and it is closed when nobody else waits for a reply. Confined to its event loop.
 */
final class Line {
    private final Lines lines;
    private final GatherConfig.Redis config;
    private final Route route;
    private final ContextInternal context = ContextInternal.current().unwrap();
    private final Set<Exchange> live = new LinkedHashSet<>();
    private final Map<String, Future<Boolean>> reading = new HashMap<>();
    private boolean open;
    private boolean ahead;
    private boolean retired;
    private long replies;
    private long usedMillis = System.currentTimeMillis();

    /** @param routes makes its connections, which are still to be opened; they say by what is given to it that one of them has ended */
    Line(Lines lines, GatherConfig.Redis config, Function<Runnable, Route> routes) {
        this.lines = lines;
        this.config = config;
        this.route = routes.apply(this::retire);
    }

    /**
     * Begins to connect.
     *
     * @param early whether no command has asked for it. One that comes gets another one if it fails: the function may have been
     *     frozen while this one was opened, and since
     */
    void open(boolean early) {
        ahead = early;
        // Never within choosing this line, however soon it fails.
        route.open().onComplete(done -> context.runOnContext(turn -> opened(done)));
    }

    private void opened(AsyncResult<Void> result) {
        List<Exchange> first = List.copyOf(live);
        if (result.failed()) {
            close();
            live.clear();
            first.forEach(ahead ? lines::place : exchange -> exchange.notConnected(result.cause()));
            lines.freed();
            return;
        }
        open = true;
        first.forEach(exchange -> exchange.sendOn(this));
        closeIfSpent();
    }

    /**
     * Whether a command may be sent on it. A command that nobody waits for any more may be cancelled later.
     *
     * @param parts how many requests the command may come to
     */
    boolean hasPlace(int parts) {
        return !retired
                && live.size() < config.maxPipelined()
                && (parts == 1 || live.stream().mapToInt(Exchange::parts).sum() + parts <= Connector.ROOM)
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
        if (open) {
            exchange.sendOn(this);
        }
    }

    /** The reply to a command; fails with whatever the client fails with, or with a {@link Failure}. */
    Future<@Nullable Response> send(BoundCommand command) {
        Future<@Nullable Response> reply = command.command().checked()
                ? reads(command.command().name()).compose(reads -> sendIf(reads, command))
                : route.send(command);
        return reply.onComplete(this::count);
    }

    private void count(AsyncResult<@Nullable Response> reply) {
        replies += reply.succeeded() || RedisFailures.isReply(reply.cause()) ? 1 : 0;
    }

    private Future<@Nullable Response> sendIf(boolean reads, BoundCommand command) {
        return reads
                ? route.send(command)
                : Future.failedFuture(Failure.of(
                                Code.QUERY, "the server does not say that the command only reads, so it was not sent")
                        .withDetail(command.command().name()));
    }

    /** What only the server knows, it is asked: once on each connection. */
    private Future<Boolean> reads(String name) {
        return reading.computeIfAbsent(name, absent -> route.send(
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

    /** A command has its reply, or cannot get one. */
    void ended(Exchange exchange) {
        live.remove(exchange);
        usedMillis = System.currentTimeMillis();
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

    /** Whether a command may be repeated that it gave no reply to: it may have died since it served, or another one is at fault. */
    boolean mayRepeat() {
        return ahead || replies > 0;
    }

    /** Nothing is sent on it any more. */
    void retire() {
        retired = true;
        closeIfSpent();
    }

    /** Retires it if nobody has used it for long: it may have been closed without a word. */
    void retireIfIdle(long nowMillis, long idleMillis) {
        if (open && live.isEmpty() && nowMillis - usedMillis > idleMillis) {
            retire();
        }
    }

    private void closeIfSpent() {
        if (retired && live.isEmpty()) {
            close();
        }
    }

    /** Closes it, with all of its connections. */
    void close() {
        retired = true;
        lines.closed(this);
        route.close();
    }
}
