package dev.gather.redis;

import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The connections to one server, those of each event loop apart. As no other event loop uses them, a command, its connection and
 * its reply stay on that event loop.
 */
final class EventLoopLines {
    private final Connector connector;
    private final Logins logins;
    private final Map<Object, Lines> lines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    EventLoopLines(Connector connector, Logins logins) {
        this.connector = connector;
        this.logins = logins;
    }

    /** Those of the calling event loop. At its first command the others close what is more than their new share. */
    Lines current() {
        Object loop = ContextInternal.current().nettyEventLoop();
        Lines known = lines.get(loop);
        if (known == null) {
            known = lines.computeIfAbsent(
                    loop,
                    absent -> new Lines(
                            this::line, this::share, connector.config().idleTimeout()));
            lines.values().forEach(Lines::shareAnew);
            if (closed) {
                known.close();
            }
        }
        return known;
    }

    private Line line(Lines owner) {
        return new Line(owner, connector.config(), this::route);
    }

    private Route route(Runnable ended) {
        Function<Node, Wire> wires = node -> new Wire(connector, logins, node, ended);
        List<Node> nodes = connector.nodes();
        return connector.config().cluster()
                ? new Cluster(nodes, wires, connector.limitMillis())
                : wires.apply(nodes.get(0));
    }

    /** The limit of connections, divided by the event loops that have sent a command so far; at least one. */
    private int share() {
        return Math.max(1, connector.config().maxConnections() / Math.max(1, lines.size()));
    }

    /** Closes all of them, from any thread. Commands that come later fail. */
    void close() {
        closed = true;
        lines.values().forEach(Lines::close);
    }
}
