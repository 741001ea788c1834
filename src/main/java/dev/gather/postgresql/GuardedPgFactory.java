package dev.gather.postgresql;

import dev.gather.config.GatherConfig;
import dev.gather.source.LoginTwice;
import dev.gather.sql.ConnectionAttempt;
import dev.gather.sql.ConnectionAttempts;
import dev.gather.sql.GuardedNetClient;
import dev.gather.sql.Login;
import dev.gather.sql.Logins;
import dev.gather.sql.WireGuard;
import io.netty.channel.ChannelHandler;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates connections whose sockets have a guard before the first byte is read. */
final class GuardedPgFactory extends PgConnectionFactory {
    private final GatherConfig.Datasource config;
    private final Logins logins;
    private final ConnectionAttempts attempts;
    private final PgTypes types;

    /** One for all connections: the addresses of a datasource differ in host and port alone. Options have no equality to tell. */
    private @Nullable NetClient client;

    /** For requests to cancel, which have nothing to guard. */
    private @Nullable NetClient cancelling;

    GuardedPgFactory(
            VertxInternal vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> database,
            GatherConfig.Datasource config,
            Logins logins,
            ConnectionAttempts attempts,
            PgTypes types) {
        super(vertx, database);
        this.config = config;
        this.logins = logins;
        this.attempts = attempts;
        this.types = types;
    }

    @Override
    public Future<SqlConnection> connect(Context context, SqlConnectOptions options) {
        ContextInternal own = (ContextInternal) context;
        PgConnectOptions database = PgConnectOptions.wrap(options);
        ConnectionAttempt attempt = new ConnectionAttempt(own);
        attempts.begin(attempt);
        Future<SqlConnection> connection = attempt.result(() -> logins.current(database))
                .compose(login -> connect(attempt, login, database))
                .recover(PgErrors::<SqlConnection>unconnected)
                .onComplete(done -> attempts.end(attempt));
        return attempt.within(config.connectTimeout(), connection);
    }

    private Future<SqlConnection> connect(ConnectionAttempt attempt, Login login, PgConnectOptions database) {
        return new LoginTwice<Login, SqlConnection>(
                        with -> open(attempt, with, database),
                        PgErrors::isLoginRefused,
                        refused -> attempt.result(() -> logins.after(refused, database)))
                .with(login);
    }

    private Future<SqlConnection> open(ConnectionAttempt attempt, Login login, PgConnectOptions database) {
        PgConnectOptions complete =
                new PgConnectOptions(database).setUser(login.user()).setPassword(login.password());
        return attempt.isRunning()
                ? super.connect(attempt.context(), complete)
                : Future.failedFuture(ConnectionAttempt.GIVEN_UP);
    }

    /** The only way to reach a socket before the client reads from it. */
    @Override
    protected synchronized NetClient netClient(NetClientOptions options) {
        NetClient known = client;
        if (known == null) {
            NetClientOptions complete = GuardedNetClient.options(options, config.connectTimeout());
            GuardedNetClient guarded = new GuardedNetClient(vertx, complete, clientCloseFuture, this::guard);
            clientCloseFuture.add(guarded);
            known = guarded;
            client = known;
            cancelling = vertx.createNetClient(complete);
        }
        return known;
    }

    /**
     * Opens connections without a login.
     *
     * @throws IllegalStateException before the first connection
     */
    synchronized NetClient cancelling() {
        if (cancelling == null) {
            throw new IllegalStateException("there has been no connection");
        }
        return cancelling;
    }

    private ChannelHandler guard(ContextInternal context, NetSocket socket) {
        ConnectionAttempt attempt = attempts.on(context);
        attempt.reached(socket);
        Conversation conversation = new Conversation(types);
        return new WireGuard(config.maxBytes().asLongValue(), wire -> messages(conversation, wire, attempt, socket));
    }

    private static ChannelHandler messages(
            Conversation conversation, WireGuard wire, ConnectionAttempt attempt, NetSocket socket) {
        var unused = conversation.on(
                ((NetSocketInternal) socket).channelHandlerContext().channel());
        return new CombinedChannelDuplexHandler<>(
                new ReceivedMessages(conversation, attempt), new SentMessages(conversation, wire));
    }
}
