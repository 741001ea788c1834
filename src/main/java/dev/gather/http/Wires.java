package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ways to an upstream, one for each event loop. Each is made at the first request, so that a cold start makes only
 * those that it needs.
 */
final class Wires {
    private final GatherConfig.Upstream config;
    private final Trust trust;
    private final Map<Object, Wire> wires = new ConcurrentHashMap<>();

    Wires(GatherConfig.Upstream config, Trust trust) {
        this.config = config;
        this.trust = trust;
    }

    /** The way from the event loop that calls. */
    Wire current() {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return wires.computeIfAbsent(context.nettyEventLoop(), loop -> create(context));
    }

    private Wire create(ContextInternal caller) {
        // The context of the event loop itself, not the caller's: others wait there, too.
        return new Wire(RestClients.create(config, trust), new Places(caller.unwrap(), this::share), trust);
    }

    /** An event loop's share of the connections, by how many event loops have asked so far; each has at least one. */
    private int share() {
        return Math.max(1, config.maxConnections() / Math.max(1, wires.size()));
    }

    void close() {
        wires.values().forEach(Wire::close);
    }
}
