package dev.gather.sql;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetClientImpl;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Opens sockets with the guards in their pipeline, before the client adds its own handlers. */
public final class GuardedNetClient extends NetClientImpl {
    private final VertxInternal vertx;
    private final BiFunction<ContextInternal, NetSocket, ChannelHandler> guards;
    private final ChannelGroup guarded;

    /** @param guards creates the first handler of a new socket's pipeline */
    public GuardedNetClient(
            VertxInternal vertx,
            NetClientOptions options,
            CloseFuture closeFuture,
            BiFunction<ContextInternal, NetSocket, ChannelHandler> guards) {
        super(vertx, null, options, closeFuture);
        this.vertx = vertx;
        this.guards = guards;
        this.guarded = new DefaultChannelGroup(vertx.getAcceptorEventLoopGroup().next());
    }

    /** Closes all sockets, also those whose server does not answer. */
    @Override
    public void close(Promise<Void> completion) {
        super.close(completion);
        guarded.forEach(WireGuard::closeSoon);
    }

    @Override
    public Future<NetSocket> connect(SocketAddress remote) {
        return connect(remote, (String) null);
    }

    @Override
    public Future<NetSocket> connect(SocketAddress remote, @Nullable String serverName) {
        ContextInternal context = vertx.getOrCreateContext();
        return connect(context, remote, serverName).map(socket -> guard(context, socket));
    }

    private NetSocket guard(ContextInternal context, NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        channel.pipeline().addFirst(guards.apply(context, socket));
        guarded.add(channel);
        return socket;
    }

    /**
     * Options of a driver, made those of a client that connects once, within a time, and checks host names only as they say.
     *
     * @param options are not changed
     * @param connectTimeout the longest that connecting may take
     */
    public static NetClientOptions options(NetClientOptions options, Duration connectTimeout) {
        NetClientOptions complete = new NetClientOptions(options)
                .setReconnectAttempts(0)
                .setConnectTimeout(DatasourceSettings.millis(connectTimeout));
        if (complete.getHostnameVerificationAlgorithm() == null) {
            complete.setHostnameVerificationAlgorithm("");
        }
        return complete;
    }
}
