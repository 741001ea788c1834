package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Certificates;
import dev.gather.stub.ProxyServer;
import dev.gather.stub.RawServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the configuration says that an upstream is reached. */
class ConnectionSettingsTest {
    private static final Map<String, String> TRUSTED = Map.of("trust-certificates", Certificates.SERVER.toString());

    private final Vertx vertx = Vertx.vertx();
    private final List<RawServer.Request> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private RawServer server() throws Exception {
        return new RawServer((request, out) -> {
            seen.add(request);
            write(out, ok("1"));
        });
    }

    /** A server that says by which protocol it was asked, and what else. */
    private HttpServer server(HttpServerOptions options, Consumer<HttpServerRequest> answer) {
        return vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(answer::accept)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpServerOptions tls() {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(Certificates.SERVER.toString())
                        .setKeyPath(Certificates.SERVER_KEY.toString()));
    }

    private static Map<String, String> and(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.example.com", "api.example.com:8443", "my_api"})
    void tellAnotherHost(String host) throws Exception {
        try (RawServer server = server();
                TestUpstream upstream = new TestUpstream(server.url(), Map.of("host", host))) {
            assertEquals(1, upstream.ask(upstream.get("/")));
        }
        assertEquals(host, seen.get(0).header("host"));
    }

    @Test
    void tellAnotherHostToTls() {
        HttpServer server = server(tls(), request -> request.response()
                .end('"' + request.authority().toString() + '"'));
        Map<String, String> settings = and(TRUSTED, "host", "localhost");
        try (TestUpstream upstream = new TestUpstream("https://127.0.0.1:" + server.actualPort(), settings)) {
            assertEquals("localhost", upstream.ask(upstream.get("/")));
        }
        Map<String, String> other = and(TRUSTED, "host", "other.example.com");
        try (TestUpstream upstream = new TestUpstream("https://127.0.0.1:" + server.actualPort(), other)) {
            assertEquals("connection", upstream.ask(upstream.get("/")));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, gzip", "false, identity"})
    void sayWhoAsksAndWhatIsUnderstood(String compression, String encoding) throws Exception {
        Map<String, String> settings = Map.of("compression", compression, "user-agent", "Shop/1.0");
        try (RawServer server = server();
                TestUpstream upstream = new TestUpstream(server.url(), settings)) {
            assertEquals(1, upstream.ask(upstream.get("/")));
        }
        assertEquals(encoding, seen.get(0).header("accept-encoding"));
        assertEquals("Shop/1.0", seen.get(0).header("user-agent"));
    }

    @Test
    void showTheClientsCertificate() {
        HttpServer server = server(
                tls().setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath(Certificates.OTHER.toString())),
                request -> request.response().end("1"));
        String url = "https://127.0.0.1:" + server.actualPort();
        Map<String, String> certified = and(
                TRUSTED,
                "client-certificate",
                Certificates.OTHER.toString(),
                "client-key",
                Certificates.OTHER_KEY.toString());
        try (TestUpstream with = new TestUpstream(url, certified)) {
            assertEquals(1, with.ask(with.get("/")));
        }
        try (TestUpstream without = new TestUpstream(url, TRUSTED)) {
            assertEquals("connection", without.ask(without.get("/")));
        }
    }

    @Test
    void goThroughAProxyInWhichTheUrlIsWhole() throws Exception {
        try (RawServer proxy = server()) {
            String url = proxy.url().replace("//", "//me:s%3Acret+@");
            try (TestUpstream upstream =
                    new TestUpstream("http://no.such.host.invalid:81/base", Map.of("proxy", url))) {
                assertEquals(1, upstream.ask(upstream.get("/a?b=c")));
            }
        }
        assertEquals(
                "GET http://no.such.host.invalid:81/base/a?b=c HTTP/1.1",
                seen.get(0).line());
        // me:s:cret+
        assertEquals("Basic bWU6czpjcmV0Kw==", seen.get(0).header("proxy-authorization"));
        assertEquals("no.such.host.invalid:81", seen.get(0).header("host"));
    }

    @ParameterizedTest
    @CsvSource({
        "http,   https, CONNECT localhost:82 HTTP/1.1",
        "socks5, https, SOCKS localhost:82",
        "socks5, http,  SOCKS localhost:82"
    })
    void goThroughATunnel(String proxied, String scheme, String asked) throws Exception {
        HttpServerOptions options = scheme.equals("https") ? tls() : new HttpServerOptions();
        HttpServer server = server(options, request -> request.response().end("1"));
        try (ProxyServer proxy = new ProxyServer(server.actualPort())) {
            Map<String, String> settings =
                    and(scheme.equals("https") ? TRUSTED : Map.of(), "proxy", proxied + "://127.0.0.1:" + proxy.port());
            try (TestUpstream upstream = new TestUpstream(scheme + "://localhost:82", settings)) {
                assertEquals(1, upstream.ask(upstream.get("/")));
                assertEquals(1, upstream.ask(upstream.get("/")));
            }
            assertEquals(1, proxy.asked().size());
            assertEquals(asked, proxy.asked().get(0).lines().findFirst().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true, HTTP_2", "true, false, HTTP_1_1", "false, true, HTTP_2", "false, false, HTTP_1_1"})
    void speakHttp2(boolean tls, boolean http2, String version) {
        HttpServer server = server(tls ? tls() : new HttpServerOptions(), request -> request.response()
                .end('"' + request.version().toString() + '"'));
        String url = (tls ? "https" : "http") + "://127.0.0.1:" + server.actualPort();
        Map<String, String> settings = and(tls ? TRUSTED : Map.of(), "http2", String.valueOf(http2));
        try (TestUpstream upstream = new TestUpstream(url, settings)) {
            assertEquals(version, upstream.ask(upstream.get("/")));
        }
    }

    @Test
    void speakHttp1WhereHttp2IsNotOffered() {
        HttpServer server = server(tls().setUseAlpn(false), request -> request.response()
                .end('"' + request.version().toString() + '"'));
        try (TestUpstream upstream =
                new TestUpstream("https://127.0.0.1:" + server.actualPort(), and(TRUSTED, "http2", "true"))) {
            assertEquals("HTTP_1_1", upstream.ask(upstream.get("/")));
        }
    }

    /** Each stream gets its own answer, over one connection. */
    @Test
    void askForManyAtOnceOverOneConnection() {
        Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
        HttpServer server = server(new HttpServerOptions(), request -> {
            connections.add(request.connection());
            vertx.setTimer(1 + Math.abs(request.path().hashCode() % 20), ignored -> request.response()
                    .end('"' + request.path().substring(1) + '"'));
        });
        List<String> tokens = IntStream.range(0, 300).mapToObj(i -> "t" + i).toList();
        try (TestUpstream upstream =
                new TestUpstream("http://127.0.0.1:" + server.actualPort(), Map.of("http2", "true"))) {
            assertEquals(tokens, upstream.askAll(tokens));
        }
        assertEquals(1, connections.size());
    }

    @Test
    void limitTheHeadersOfHttp2() {
        HttpServer server = server(new HttpServerOptions(), request -> request.response()
                .putHeader("x-large", "x".repeat(request.path().equals("/large") ? 20_000 : 10))
                .end("1"));
        Map<String, String> settings = Map.of("http2", "true", "max-header", "10K");
        try (TestUpstream upstream = new TestUpstream("http://127.0.0.1:" + server.actualPort(), settings)) {
            assertEquals(1, upstream.ask(upstream.get("/small")));
            assertEquals("malformed", upstream.ask(upstream.get("/large")));
            assertEquals(1, upstream.ask(upstream.get("/small")));
        }
    }

    /** Its other streams go on. */
    @ParameterizedTest
    @ValueSource(ints = {400, 408, 503})
    void keepTheConnectionOfHttp2WhateverAnAnswerSays(int status) {
        Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = server(new HttpServerOptions(), request -> {
            connections.add(request.connection());
            requests.incrementAndGet();
            boolean refused = request.path().equals("/refused");
            request.response().setStatusCode(refused ? status : 200).end("1");
        });
        try (TestUpstream upstream =
                new TestUpstream("http://127.0.0.1:" + server.actualPort(), Map.of("http2", "true"))) {
            assertEquals(1, upstream.ask(upstream.get("/")));
            assertEquals("status", upstream.ask(upstream.post("/refused", "{}")));
            assertEquals("status", upstream.ask(upstream.get("/refused")));
            assertEquals(1, upstream.ask(upstream.get("/")));
        }
        assertEquals(1, connections.size());
        assertEquals(4, requests.get());
    }

    /** As after a freeze, when the server has long gone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void askAgainOverHttp2WhereTheConnectionIsDead(boolean announced) {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = server(new HttpServerOptions(), request -> {
            if (requests.incrementAndGet() == 2) {
                if (announced) {
                    request.connection().goAway(0, 1);
                }
                var unused = request.connection().close();
            } else {
                request.response().end("1");
            }
        });
        try (TestUpstream upstream =
                new TestUpstream("http://127.0.0.1:" + server.actualPort(), Map.of("http2", "true"))) {
            assertEquals(1, upstream.ask(upstream.get("/")));
            assertEquals(1, upstream.ask(upstream.get("/")));
            assertTrue(requests.get() == 3, "requests: " + requests);
            assertEquals(1, upstream.ask(upstream.post("/", "{}")));
        }
    }
}
