package dev.gather.redis;

import io.vertx.core.Future;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetClientImpl;
import io.vertx.core.net.impl.NetSocketInternal;

/** Opens sockets with a guard before their handler, and behind TLS, before the Redis client reads from them. */
final class GuardedNetClient extends NetClientImpl {
    /** The name of Vert.x' own handler in a pipeline. */
    private static final String HANDLER = "handler";

    private final GuardedSocket guarded;

    GuardedNetClient(VertxInternal vertx, NetClientOptions options, CloseFuture closing, GuardedSocket guarded) {
        super(vertx, null, options, closing);
        this.guarded = guarded;
    }

    @Override
    public Future<NetSocket> connect(ContextInternal context, SocketAddress remote, String serverName) {
        return super.connect(context, remote, serverName).map(this::guarded);
    }

    private NetSocket guarded(NetSocket socket) {
        guarded.watch(((NetSocketInternal) socket).channelHandlerContext().pipeline(), HANDLER);
        return socket;
    }
}
