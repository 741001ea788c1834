package dev.gather.redis;

import dev.gather.config.GatherConfig;
import dev.gather.source.Warming;
import dev.gather.time.EventLoop;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Opens a connection to each server that compositions read, for the first of their commands: by then TLS and the login are done.
 * The first command tells what is wrong, if it still is.
 */
@Unremovable
@ApplicationScoped
class RedisWarming implements Warming {
    private final RedisServers servers;
    private final EventLoop loop;

    RedisWarming(RedisServers servers, EventLoop loop) {
        this.servers = servers;
        this.loop = loop;
    }

    @Override
    public void warm() {
        servers.used().stream()
                .filter(server -> isWarmed(server.config()))
                .forEach(server -> loop.execute(() -> server.lines().current().warm()));
    }

    /** Lambda's extension gives no secret before the first invocation, whose command would share the failure. */
    private static boolean isWarmed(GatherConfig.Redis config) {
        return config.warm() && config.secret().isEmpty();
    }
}
