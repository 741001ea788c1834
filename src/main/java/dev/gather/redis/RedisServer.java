package dev.gather.redis;

import dev.gather.config.GatherConfig;
import dev.gather.source.Backend;

/**
 * A server, or a cluster of servers, that commands are sent to.
 *
 * @param backend its name, circuit and budgets
 * @param config what the configuration says of it
 * @param lines its connections
 */
record RedisServer(Backend backend, GatherConfig.Redis config, EventLoopLines lines) {
    private static final String BACKEND = "redis ";

    /** The name of a server's backend. */
    static String backend(String name) {
        return BACKEND + name;
    }

    /** Its name in the configuration. */
    String name() {
        return backend.name().substring(BACKEND.length());
    }
}
