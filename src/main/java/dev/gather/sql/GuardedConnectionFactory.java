package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.source.LoginTwice;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates connections whose sockets have a guard before the first byte is read. */
final class GuardedConnectionFactory extends MySQLConnectionFactory {
    private final GatherConfig.Datasource config;
    private final Logins logins;
    private final ConnectionAttempts attempts;
    /** One for all connections: the addresses of a datasource differ in host and port alone. Options have no equality to tell. */
    private @Nullable NetClient client;

    GuardedConnectionFactory(
            VertxInternal vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> database,
            GatherConfig.Datasource config,
            Logins logins,
            ConnectionAttempts attempts) {
        super(vertx, database);
        this.config = config;
        this.logins = logins;
        this.attempts = attempts;
    }

    @Override
    public Future<SqlConnection> connect(Context context, SqlConnectOptions options) {
        ContextInternal own = (ContextInternal) context;
        MySQLConnectOptions database = MySQLConnectOptions.wrap(options);
        ConnectionAttempt attempt = new ConnectionAttempt(own, PasswordRules.of(config, database));
        attempts.begin(attempt);
        Future<SqlConnection> connection = attempt.result(() -> logins.current(database))
                .compose(login -> connect(attempt, login, database))
                .onComplete(done -> attempts.end(attempt));
        return attempt.within(config.connectTimeout(), connection);
    }

    private Future<SqlConnection> connect(ConnectionAttempt attempt, Login login, MySQLConnectOptions database) {
        return new LoginTwice<Login, SqlConnection>(
                        with -> open(attempt, with, database),
                        SqlFailures::isLoginRefused,
                        refused -> attempt.result(() -> logins.after(refused, database)))
                .with(login);
    }

    private Future<SqlConnection> open(ConnectionAttempt attempt, Login login, MySQLConnectOptions database) {
        return attempt.isRunning()
                ? super.connect(attempt.context(), with(login, database))
                : Future.failedFuture(ConnectionAttempt.GIVEN_UP);
    }

    /** The database with this login; the options themselves if they have it already. */
    private static MySQLConnectOptions with(Login login, MySQLConnectOptions database) {
        return login.equals(Login.of(database))
                ? database
                : new MySQLConnectOptions(database).setUser(login.user()).setPassword(login.password());
    }

    /** The only way to reach a socket before the client reads from it. */
    @Override
    protected synchronized NetClient netClient(NetClientOptions options) {
        NetClient known = client;
        if (known == null) {
            known = guarded(options);
            client = known;
        }
        return known;
    }

    private NetClient guarded(NetClientOptions options) {
        NetClientOptions complete = GuardedNetClient.options(options, config.connectTimeout());
        GuardedNetClient created = new GuardedNetClient(vertx, complete, clientCloseFuture, this::guards);
        clientCloseFuture.add(created);
        return created;
    }

    private ChannelHandler guards(ContextInternal context, NetSocket socket) {
        ConnectionAttempt attempt = attempts.on(context);
        attempt.reached(socket);
        return new WireGuard(config.maxBytes().asLongValue(), wire -> new HandshakeGuard(wire, attempt));
    }
}
