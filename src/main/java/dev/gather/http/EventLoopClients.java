package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The HTTP clients of one upstream, one per event loop. Each is created at its event loop's first request, so a cold start
 * creates only what it uses.
 */
final class EventLoopClients {
    private final GatherConfig.Upstream config;
    private final ConnectionReuse reuse;
    private final Map<Object, EventLoopClient> clients = new ConcurrentHashMap<>();

    EventLoopClients(GatherConfig.Upstream config, ConnectionReuse reuse) {
        this.config = config;
        this.reuse = reuse;
    }

    /** The client of the calling event loop. */
    EventLoopClient current() {
        ContextInternal context = ContextInternal.current();
        return clients.computeIfAbsent(context.nettyEventLoop(), loop -> create(context));
    }

    private EventLoopClient create(ContextInternal caller) {
        // The event loop's own context, not the caller's: requests of other callers wait for a slot, too.
        RequestSlots slots = new RequestSlots(caller.unwrap(), this::share);
        return new EventLoopClient(RestClients.create(config, reuse), slots, reuse);
    }

    /** The limit of connections, divided by the event loops that have sent a request so far; at least one. */
    private int share() {
        return Math.max(1, config.maxConnections() / Math.max(1, clients.size()));
    }

    void close() {
        clients.values().forEach(EventLoopClient::close);
    }
}
