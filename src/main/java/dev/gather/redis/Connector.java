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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to one server, or to the nodes of a cluster, with the Redis client of Vert.x. Each has a client of its own, so
 * that all of it ends with the connection.
 *
 * @param vertx makes the sockets
 * @param config where the servers are
 */
record Connector(Vertx vertx, GatherConfig.Redis config) {
    /** The most commands under way on a connection, those of a list of keys among them; the client has no room for more. */
    static final int ROOM = 2 * Cluster.MOST_KEYS;

    /** Questions of its own that a connection sends beside commands. */
    private static final int BESIDE = 64;

    /** Whether connections are encrypted. */
    static boolean isTls(GatherConfig.Redis config) {
        return config.url().get(0).strip().startsWith("rediss:");
    }

    /** Where connections are opened first. */
    List<Node> nodes() {
        return config.url().stream().map(url -> Node.of(uri(url))).toList();
    }

    /** How long opening a connection may take. */
    long limitMillis() {
        return Math.max(1, config.connectTimeout().toMillis());
    }

    /** Begins to open a connection, on the event loop of the caller. Its socket is put under the guard. */
    Future<RedisConnection> open(Node node, Login login, GuardedSocket guarded) {
        return Redis.createClient(new GuardedVertx((VertxInternal) vertx, guarded), options(node, login))
                .connect();
    }

    private RedisOptions options(Node node, Login login) {
        return new RedisOptions()
                .setType(RedisClientType.STANDALONE)
                .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                .setNetClientOptions(sockets())
                .setMaxWaitingHandlers((config.cluster() ? ROOM : 2 * config.maxPipelined()) + BESIDE)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolCleanerInterval(-1)
                .setPoolRecycleTimeout(-1)
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setConnectionString(connectionString(node, login));
    }

    private String connectionString(Node node, Login login) {
        URI url = uri(config.url().get(0));
        return url.getScheme() + "://" + login.userInfo() + node.host() + ":" + node.port() + url.getRawPath();
    }

    private static URI uri(String url) {
        return URI.create(url.strip());
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
