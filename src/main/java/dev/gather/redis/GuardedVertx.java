package dev.gather.redis;

import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

/** Gives the Redis client sockets with a guard in them, which it would not take in any other way. */
final class GuardedVertx extends VertxWrapper {
    private final GuardedSocket guarded;

    GuardedVertx(VertxInternal vertx, GuardedSocket guarded) {
        super(vertx);
        this.guarded = guarded;
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
        CloseFuture closing = new CloseFuture();
        NetClient client = new GuardedNetClient(delegate, options, closing, guarded);
        closing.add((GuardedNetClient) client);
        return client;
    }
}
