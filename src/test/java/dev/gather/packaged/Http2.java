package dev.gather.packaged;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/** Asks by HTTP/2, in the ways in which it is agreed on. */
final class Http2 {
    private Http2() {}

    /** The body of an answer from a server that is known to speak it. */
    static String withPriorKnowledge(int port, String path) throws Exception {
        return get(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false),
                port,
                path);
    }

    /** The body of an answer from a server that chose it while TLS was agreed on. */
    static String withTls(int port, String path) throws Exception {
        return get(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setVerifyHost(false)
                        .setTrustOptions(new PemTrustOptions().addCertPath("src/test/resources/tls/server.pem")),
                port,
                path);
    }

    private static String get(HttpClientOptions options, int port, String path) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(options);
            return client.request(HttpMethod.GET, port, "127.0.0.1", path)
                    .compose(request -> request.send())
                    .compose(Http2::body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static Future<String> body(HttpClientResponse response) {
        return response.version() == HttpVersion.HTTP_2
                ? response.body().map(content -> content.toString())
                : Future.failedFuture("answered by " + response.version());
    }
}
