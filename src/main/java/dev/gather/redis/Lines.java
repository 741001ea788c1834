package dev.gather.redis;

import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The connections of one event loop to one server, and the commands that wait for a place on them, first come, first served.
 * Commands share a connection as long as it takes more. Only a command that is under way already, as before a hedge, gets
 * another connection if there can be one: behind the first it would wait for the first.
 */
final class Lines {
    private final Function<Lines, Line> made;
    private final IntSupplier limit;
    private final long idleMillis;
    private final List<Line> lines = new ArrayList<>();
    private final Set<Exchange> waiting = new LinkedHashSet<>();
    private final ContextInternal context = ContextInternal.current().unwrap();
    private boolean scheduled;
    private boolean closed;

    /**
     * @param made makes a connection, which is still to be opened
     * @param limit how many there may be, which may change over time
     * @param idle how long one may be idle and still be used again
     */
    Lines(Function<Lines, Line> made, IntSupplier limit, Duration idle) {
        this.made = made;
        this.limit = limit;
        this.idleMillis = idle.toMillis();
    }

    /**
     * Sends a command as soon as there is a place for it, but not in this turn of the event loop: what starts now may do so since
     * another command is just being given up, whose connection then takes no further one.
     */
    void place(Exchange exchange) {
        waiting.add(exchange);
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(later -> {
                scheduled = false;
                freed();
            });
        }
    }

    /** Removes a command that is still waiting. */
    void withdraw(Exchange exchange) {
        waiting.remove(exchange);
    }

    /** A connection has a place again. */
    void freed() {
        for (Exchange exchange : List.copyOf(waiting)) {
            if (closed) {
                waiting.remove(exchange);
                exchange.notConnected(RedisFailures.broken());
                continue;
            }
            Optional<Line> line = choose(exchange);
            if (line.isEmpty()) {
                return;
            }
            waiting.remove(exchange);
            line.get().take(exchange);
        }
    }

    /** A connection has been closed. */
    void closed(Line line) {
        lines.remove(line);
    }

    private Optional<Line> choose(Exchange exchange) {
        long now = System.currentTimeMillis();
        List.copyOf(lines).forEach(line -> line.retireIfIdle(now, idleMillis));
        int parts = exchange.parts();
        Optional<Line> other = lines.stream()
                .filter(line -> line.hasPlace(parts) && !line.carries(exchange.key()))
                .findFirst();
        if (other.isEmpty() && lines.size() < limit.getAsInt()) {
            return Optional.of(opened(false));
        }
        return other.or(
                () -> lines.stream().filter(line -> line.hasPlace(parts)).findFirst());
    }

    private Line opened(boolean ahead) {
        Line line = made.apply(this);
        lines.add(line);
        line.open(ahead);
        return line;
    }

    /** Opens a connection ahead of the first command. */
    void warm() {
        if (lines.isEmpty() && !closed) {
            var unused = opened(true);
        }
    }

    /** The limit has changed: connections beyond it end with the commands that they carry. From any thread. */
    void shareAnew() {
        context.runOnContext(
                turn -> lines.stream().skip(limit.getAsInt()).toList().forEach(Line::retire));
    }

    /** Closes all of them, and opens none any more. From any thread. */
    void close() {
        context.runOnContext(turn -> {
            closed = true;
            List.copyOf(lines).forEach(Line::close);
            freed();
        });
    }
}
