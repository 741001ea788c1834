package dev.gather.redis;

import dev.gather.config.GatherConfig;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections to one server, those of each event loop apart. As no other event loop uses them, a command, its connection and
 * its reply stay on that event loop.
 */
final class EventLoopLines {
    private final Connector connector;
    private final Logins logins;
    private final GatherConfig.Redis config;
    private final Map<Object, Lines> lines = new ConcurrentHashMap<>();

    EventLoopLines(Connector connector, Logins logins, GatherConfig.Redis config) {
        this.connector = connector;
        this.logins = logins;
        this.config = config;
    }

    /** Those of the calling event loop. */
    Lines current() {
        ContextInternal context = ContextInternal.current();
        return lines.computeIfAbsent(
                context.nettyEventLoop(), loop -> new Lines(this::open, this::share, config.idleTimeout()));
    }

    private Line open(Lines owner) {
        return new Line(owner, connector, logins);
    }

    /** The limit of connections, divided by the event loops that have sent a command so far; at least one. */
    private int share() {
        return Math.max(1, config.maxConnections() / Math.max(1, lines.size()));
    }

    void close() {
        lines.values().forEach(Lines::close);
    }
}
