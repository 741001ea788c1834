package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.source.Priming;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Connects to a server of its own that closes the connection, so that the snapshot contains the client's classes up to
 * that point. It does not connect to the database, which may be out of reach where the snapshot is taken.
 */
@Unremovable
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
@ApplicationScoped
class SqlPriming implements Priming {
    private static final Logger LOG = Logger.getLogger(SqlPriming.class);

    private final Vertx vertx;
    private final GatherConfig gather;

    SqlPriming(Vertx vertx, GatherConfig gather) {
        this.vertx = vertx;
        this.gather = gather;
    }

    @Override
    public void prime() {
        try {
            NetServer server = vertx.createNetServer()
                    .connectHandler(NetSocket::close)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            connect(server.actualPort());
            server.close().toCompletionStage().toCompletableFuture().join();
        } catch (RuntimeException e) {
            LOG.warn("the MySQL client was not primed", e);
        }
    }

    private void connect(int port) {
        MySQLConnectOptions nobody = new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser("priming")
                .setReconnectAttempts(0);
        PoolSettings settings = new PoolSettings(
                Datasources.DEFAULT,
                List.of(nobody),
                new PoolOptions(),
                gather.timeout(),
                Datasources.settings(gather, Datasources.DEFAULT));
        Pool pool = MySqlPools.reading(vertx, settings, Logins.CONFIGURED).pool();
        pool.query("SELECT 1")
                .execute()
                .otherwiseEmpty()
                .eventually(() -> pool.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
