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
    private final Function<Lines, Line> opened;
    private final IntSupplier limit;
    private final long idleMillis;
    private final List<Line> lines = new ArrayList<>();
    private final Set<Exchange> waiting = new LinkedHashSet<>();
    private final ContextInternal context = ContextInternal.current().unwrap();
    private boolean scheduled;

    /**
     * @param opened makes a connection
     * @param limit how many there may be, which may change over time
     * @param idle how long one may be idle and still be used again
     */
    Lines(Function<Lines, Line> opened, IntSupplier limit, Duration idle) {
        this.opened = opened;
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
            Optional<Line> line = choose(exchange.key());
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

    private Optional<Line> choose(String key) {
        long now = System.currentTimeMillis();
        List.copyOf(lines).forEach(line -> line.retireIfIdle(now, idleMillis));
        Optional<Line> other = lines.stream()
                .filter(line -> line.hasPlace() && !line.carries(key))
                .findFirst();
        if (other.isEmpty() && lines.size() < limit.getAsInt()) {
            Line line = opened.apply(this);
            lines.add(line);
            line.open();
            return Optional.of(line);
        }
        return other.or(() -> lines.stream().filter(Line::hasPlace).findFirst());
    }

    void close() {
        List.copyOf(lines).forEach(Line::close);
    }
}
