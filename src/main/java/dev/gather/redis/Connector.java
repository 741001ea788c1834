package dev.gather.redis;

import dev.gather.config.GatherConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to one server, or to all nodes of a cluster, with the Redis client of Vert.x. Each has a client of its own, so
 * that all of it ends with the connection.
 *
 * @param vertx makes the sockets
 * @param config where the server is
 */
record Connector(Vertx vertx, GatherConfig.Redis config) {
    /** The most commands under way on a connection, those of a list of keys among them; the client has no room for more. */
    private static final int ROOM = 2 * Line.MOST_KEYS;

    private static final int WAITING_FOR_NODES = 64;

    /** The client asks for the topology on a further connection to one node. */
    private static final int PER_NODE = 2;

    /** The cluster says itself when a key has moved, so that the topology is not read anew every second. */
    private static final Duration TOPOLOGY = Duration.ofMinutes(1);

    /**
     * A connection.
     *
     * @param guards watch over its sockets, and close them
     * @param opened the connection once it is there
     */
    record Opening(ReplyGuards guards, Future<RedisConnection> opened) {}

    /** Whether connections are encrypted. */
    static boolean isTls(GatherConfig.Redis config) {
        return config.url().get(0).strip().startsWith("rediss:");
    }

    /** Begins to open a connection, on the event loop of the caller. */
    Opening open(Login login) {
        ReplyGuards guards = new ReplyGuards(config.maxBytes().asLongValue());
        Redis client = Redis.createClient(new GuardedVertx((VertxInternal) vertx, guards), options(login));
        return new Opening(guards, client.connect());
    }

    private RedisOptions options(Login login) {
        RedisOptions options = new RedisOptions()
                .setType(config.cluster() ? RedisClientType.CLUSTER : RedisClientType.STANDALONE)
                .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                .setNetClientOptions(sockets())
                .setMaxWaitingHandlers(config.cluster() ? ROOM : config.maxPipelined() * 2 + 8)
                .setMaxPoolSize(PER_NODE)
                .setMaxPoolWaiting(WAITING_FOR_NODES)
                .setPoolCleanerInterval(-1)
                .setPoolRecycleTimeout(-1)
                .setHashSlotCacheTTL(TOPOLOGY.toMillis())
                .setTracingPolicy(TracingPolicy.IGNORE);
        config.url().forEach(url -> options.addConnectionString(connectionString(URI.create(url.strip()), login)));
        return options;
    }

    private static String connectionString(URI url, Login login) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + login.userInfo() + url.getHost() + port + url.getRawPath();
    }

    private NetClientOptions sockets() {
        int millis = (int) Math.min(config.connectTimeout().toMillis(), Integer.MAX_VALUE);
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout(millis)
                .setReconnectAttempts(0)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeout(millis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSsl(isTls(config));
        config.trustCertificates().ifPresent(files -> {
            PemTrustOptions trusted = new PemTrustOptions();
            files.forEach(file -> trusted.addCertPath(file.toString()));
            options.setTrustOptions(trusted);
        });
        config.clientCertificate()
                .ifPresent(file -> options.setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(file.toString())
                        .setKeyPath(config.clientKey().orElseThrow().toString())));
        return options;
    }
}
