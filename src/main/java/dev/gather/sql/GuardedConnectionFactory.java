package dev.gather.sql;

import dev.gather.config.GatherConfig;
import io.netty.channel.ChannelHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.impl.MySQLConnectionFactory;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Creates connections whose sockets have a guard before the first byte is read. */
final class GuardedConnectionFactory extends MySQLConnectionFactory {
    private final GatherConfig.Datasource config;
    private final ConnectionAttempts attempts;
    private final Map<NetClientOptions, NetClient> clients = new ConcurrentHashMap<>();

    GuardedConnectionFactory(
            VertxInternal vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> database,
            GatherConfig.Datasource config,
            ConnectionAttempts attempts) {
        super(vertx, database);
        this.config = config;
        this.attempts = attempts;
    }

    @Override
    public Future<SqlConnection> connect(Context context, SqlConnectOptions options) {
        ContextInternal own = (ContextInternal) context;
        ConnectionAttempt attempt =
                new ConnectionAttempt(own, PasswordRules.of(config, MySQLConnectOptions.wrap(options)));
        attempts.begin(attempt);
        Future<SqlConnection> connection = super.connect(context, options).onComplete(done -> attempts.end(attempt));
        return attempt.within(config.connectTimeout(), connection);
    }

    /** The only way to reach a socket before the client reads from it. */
    @Override
    protected NetClient netClient(NetClientOptions options) {
        NetClientOptions complete = new NetClientOptions(options)
                .setReconnectAttempts(0)
                .setConnectTimeout((int) config.connectTimeout().toMillis());
        if (complete.getHostnameVerificationAlgorithm() == null) {
            complete.setHostnameVerificationAlgorithm("");
        }
        return clients.computeIfAbsent(complete, this::guarded);
    }

    private ChannelHandler guards(ContextInternal context, NetSocket socket) {
        ConnectionAttempt attempt = attempts.on(context);
        attempt.reached(socket);
        return new WireGuard(attempt, config.maxBytes().asLongValue());
    }

    private NetClient guarded(NetClientOptions options) {
        GuardedNetClient client = new GuardedNetClient(vertx, options, clientCloseFuture, this::guards);
        clientCloseFuture.add(client);
        return client;
    }
}
