package dev.gather.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** Where the commands of a line go: to the only server, or to the nodes of a cluster. Confined to an event loop. */
interface Route {
    /** Completes when commands can be sent; called once, before the first of them. Fails with a {@link dev.gather.failure.Failure}. */
    Future<Void> open();

    /** The reply to a request; fails with whatever the client fails with, or with a {@link dev.gather.failure.Failure}. */
    Future<@Nullable Response> send(Request request);

    /** The reply to a command, which may be that to several requests. */
    default Future<@Nullable Response> send(BoundCommand command) {
        return send(command.request());
    }

    /** Closes all connections, also those that are still being opened. */
    void close();
}
