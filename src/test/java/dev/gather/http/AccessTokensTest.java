package dev.gather.http;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import dev.gather.stub.Certificates;
import dev.gather.stub.ProxyServer;
import dev.gather.stub.RawServer;
import dev.gather.stub.SetClock;
import dev.gather.stub.StubServer;
import dev.gather.stub.TokenServer;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with access tokens, to a real authorization server and an API that refuses stale tokens. */
class AccessTokensTest {
    private static final String SECRET = "s3cret";

    private final SetClock clock = new SetClock();
    private TokenServer server;
    private TestUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        upstream = with(Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        server.close();
    }

    private TestUpstream with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "auth.oauth2.token-url",
                server.tokenUrl(),
                "connect-timeout",
                "20s",
                "auth.oauth2.client-id",
                "gather",
                "auth.oauth2.client-secret",
                SECRET));
        all.putAll(settings);
        return new TestUpstream(server.url(), all, Map.of(), clock);
    }

    private void restart(Map<String, String> settings) {
        upstream.close();
        upstream = with(settings);
    }

    private Object ask() {
        return upstream.ask(upstream.get("/a"));
    }

    private Failure failure() {
        return upstream.failure("/a", 1_000_000);
    }

    private List<String> tokensSent() {
        return server.requests().stream()
                .map(request -> request.header("authorization"))
                .toList();
    }

    @Test
    void areRequestedOnceHoweverManyRequestsWait() {
        server.hold();
        List<Object> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            upstream.send(upstream.get("/" + i)).map(Fetched::value).subscribe().with(answers::add, answers::add);
        }
        assertTrue(soon(() -> server.tokenRequests().size() == 1));
        server.release();

        assertTrue(soon(() -> answers.size() == 20));
        assertEquals(Collections.nCopies(20, "t1"), answers);
        assertEquals("t1", ask());
        assertEquals(1, server.tokenRequests().size());
    }

    @Test
    void areRequestedByTheClientsIdAndSecretInAHeader() {
        restart(Map.of("auth.oauth2.scope", "read write", "auth.oauth2.audience", "https://api/?a=b"));

        assertEquals("t1", ask());

        RawServer.Request request = server.tokenRequests().get(0);
        String basic = Base64.getEncoder().encodeToString("gather:s3cret".getBytes(StandardCharsets.UTF_8));
        assertEquals("POST /oauth/token HTTP/1.1", request.line());
        assertEquals("Basic " + basic, request.header("authorization"));
        assertEquals("application/x-www-form-urlencoded", request.header("content-type"));
        assertEquals(
                "grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi%2F%3Fa%3Db", request.body());
    }

    @Test
    void areRequestedByTheClientsIdAndSecretInTheBody() {
        restart(Map.of("auth.oauth2.client-authentication", "post", "auth.oauth2.client-secret", "a&b=c+ü"));

        assertEquals("t1", ask());

        RawServer.Request request = server.tokenRequests().get(0);
        assertEquals("", request.header("authorization"));
        assertEquals("grant_type=client_credentials&client_id=gather&client_secret=a%26b%3Dc%2B%C3%BC", request.body());
    }

    @Test
    void areRequestedByAnIdWithAColon() {
        restart(Map.of("auth.oauth2.client-id", "urn:gather", "auth.oauth2.client-secret", "100% ü"));

        assertEquals("t1", ask());

        String basic = server.tokenRequests().get(0).header("authorization").substring("Basic ".length());
        assertEquals(
                "urn%3Agather:100%25+%C3%BC", new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8));
    }

    @Test
    void areRenewedBeforeTheyEndWhileRequestsGoOn() {
        server.lifetime("100");
        assertEquals("t1", ask());
        clock.pass(Duration.ofSeconds(79));
        assertEquals("t1", ask());
        assertEquals(1, server.tokenRequests().size());
        clock.pass(Duration.ofSeconds(2));
        server.hold();

        assertEquals("t1", ask());
        assertTrue(soon(() -> server.tokenRequests().size() == 2));
        assertEquals("t1", ask());
        server.release();

        assertTrue(soon(() -> ask().equals("t2")));
        assertEquals(2, server.tokenRequests().size());
    }

    @Test
    void areUsedToTheirEndIfTheyCannotBeRenewed() {
        server.lifetime("100");
        assertEquals("t1", ask());
        server.insteadOfTokens("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
        clock.pass(Duration.ofSeconds(90));

        assertEquals("t1", ask());
        assertTrue(soon(() -> server.tokenRequests().size() == 2));
        assertEquals("t1", ask());
        assertEquals(2, server.tokenRequests().size());
        clock.pass(Duration.ofSeconds(6));
        assertEquals("t1", ask());
        assertTrue(soon(() -> server.tokenRequests().size() == 3));
        clock.pass(Duration.ofSeconds(6));
        assertEquals("status", ask());
    }

    @ParameterizedTest
    @CsvSource({"60, 61", "'\"60\"', 61", "60.9, 61", "3600, 18000", "0, 0", "-1, 0"})
    void areNotUsedAfterTheirEnd(String lifetime, long seconds) {
        server.lifetime(lifetime);
        assertEquals("t1", ask());
        clock.pass(Duration.ofSeconds(seconds));

        assertEquals("t2", ask());
        assertEquals(List.of("Bearer t1", "Bearer t2"), tokensSent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"soon\"", "1e30"})
    void areUsedUntilTheyAreRefusedIfNothingSaysWhenTheyEnd(String lifetime) {
        server.lifetime(lifetime);
        assertEquals("t1", ask());
        clock.pass(Duration.ofDays(300));
        assertEquals("t1", ask());
        server.revoke("t1");

        assertEquals("t2", ask());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void areRenewedWhenTheyAreRefusedAndTheRequestIsSentOnceMore(String method) {
        assertEquals("t1", ask());
        server.revoke("t1");

        assertEquals("t2", upstream.ask(method.equals("GET") ? upstream.get("/b") : upstream.post("/b", "{}")));

        assertEquals(List.of("Bearer t1", "Bearer t1", "Bearer t2"), tokensSent());
        assertEquals(server.requests().get(1).body(), server.requests().get(2).body());
        assertEquals("t2", ask());
        server.revoke("t2");
        assertEquals("status", ask());
        clock.pass(Duration.ofSeconds(10));
        assertEquals("t3", ask());
        assertEquals(3, server.tokenRequests().size());
    }

    @Test
    void areRenewedOnceForAllRequestsThatWereRefused() {
        assertEquals("t1", ask());
        server.revoke("t1");

        assertEquals(
                Collections.nCopies(20, "t2"),
                upstream.askAll(RawServer.tokens(20)).stream().toList());
        assertEquals(2, server.tokenRequests().size());
    }

    @Test
    void areNotRenewedAgainAndAgainForAnApiThatRefusesThemAll() {
        server.revoke("t1", "t2", "t3");

        assertEquals("status: the upstream answered 401", failure().toString());
        assertEquals(List.of("Bearer t1", "Bearer t2"), tokensSent());
        assertEquals("status", ask());
        assertEquals("status", ask());
        assertEquals(2, server.tokenRequests().size());
        assertEquals(4, server.requests().size());

        clock.pass(Duration.ofSeconds(11));
        assertEquals("status", ask());
        assertEquals(3, server.tokenRequests().size());
        clock.pass(Duration.ofSeconds(11));
        assertEquals("t4", ask());
    }

    @Test
    void areWaitedForByTheOthersWhenOneLeaves() {
        server.hold();
        List<Object> answers = new CopyOnWriteArrayList<>();
        Cancellable first = upstream.send(upstream.get("/a")).subscribe().with(answers::add, answers::add);
        assertTrue(soon(() -> server.tokenRequests().size() == 1));
        upstream.send(upstream.get("/b")).map(Fetched::value).subscribe().with(answers::add, answers::add);
        first.cancel();
        upstream.onEventLoop(() -> {});
        server.release();

        assertTrue(soon(() -> !answers.isEmpty()));
        assertEquals(List.of("t1"), answers);
        assertEquals(1, server.requests().size());
        assertEquals(1, server.tokenRequests().size());
    }

    @Test
    void reachEachRequestOnItsOwnEventLoop() {
        server.hold();
        List<Boolean> own = new CopyOnWriteArrayList<>();
        for (int loop = 0; loop < 4; loop++) {
            upstream.sendOnALoopOfItsOwn(upstream.get("/a"), own::add);
        }
        assertTrue(soon(() -> server.tokenRequests().size() == 1));
        server.release();

        assertTrue(soon(() -> own.size() == 4));
        assertEquals(List.of(true, true, true, true), own);
        assertEquals(1, server.tokenRequests().size());
    }

    @Test
    void areRequestedAnewIfTheFunctionWasFrozenMeanwhile() {
        server.hold();
        upstream.send(upstream.get("/a")).subscribe().with(item -> {}, failure -> {});
        assertTrue(soon(() -> server.tokenRequests().size() == 1));
        clock.pass(Duration.ofHours(3));
        List<Object> answers = new CopyOnWriteArrayList<>();
        upstream.send(upstream.get("/b")).map(Fetched::value).subscribe().with(answers::add, answers::add);

        assertTrue(soon(() -> server.tokenRequests().size() == 2));
        server.release();
        assertTrue(soon(() -> !answers.isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"error\": \"invalid_scope\"}  | status: no token for the upstream: the token endpoint answered 400 (invalid_scope) | false",
                "401 | {\"error\": \"invalid_client\"} | status: no token for the upstream: the token endpoint answered 401 (invalid_client) | false",
                "401 | {\"error\": \"s3cret\"}         | status: no token for the upstream: the token endpoint answered 401 | false",
                "404 | s3cret                          | status: no token for the upstream: the token endpoint answered 404 | false",
                "302 | s3cret                          | status: no token for the upstream: the token endpoint answered 302 | false",
                "500 | s3cret                          | status: no token for the upstream: the token endpoint answered 500 | false",
                "429 | s3cret                          | status: no token for the upstream: the token endpoint answered 429 | true",
                "503 | {}                              | status: no token for the upstream: the token endpoint answered 503 | true",
                "200 | s3cret                          | malformed: no token for the upstream: the token endpoint's answer is not a JSON object | false",
                "200 | [\"s3cret\"]                    | malformed: no token for the upstream: the token endpoint's answer is not a JSON object | false",
                "200 | {\"token\": \"s3cret\"}         | malformed: no token for the upstream: the token endpoint's answer has no access_token | false",
                "200 | {\"access_token\": \"\"}        | malformed: no token for the upstream: the token endpoint's answer has no access_token | false",
                "200 | {\"access_token\": 1}           | malformed: no token for the upstream: the token endpoint's answer has no access_token | false",
                "200 | {\"access_token\": \"s3\\ncret\"} | malformed: no token for the upstream: the token endpoint's answer has an access_token that cannot stand in a header | false",
                "200 | {\"access_token\": \"s3cret\", \"token_type\": \"mac\"} | malformed: no token for the upstream: the token endpoint's answer has a token of another type than bearer | false"
            })
    void failTheirRequestsWithoutHarm(int status, String body, String text, boolean temporary) {
        server.insteadOfTokens("HTTP/1.1 " + status + " X\r\nLocation: " + server.url() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);

        Failure failure = failure();

        assertEquals(text, failure.toString());
        assertEquals(temporary, failure.isTemporary());
        assertEquals(Optional.empty(), failure.answer());
        assertEquals(List.of(), server.requests());
        assertEquals(1, server.tokenRequests().size());
        server.insteadOfTokens("");
        assertEquals("t1", String.valueOf(ask()).replaceAll("[0-9]", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"access_token\": \"t9\", \"token_type\": \"bearer\"}", "{\"access_token\": \"t9\"}"})
    void mayHaveATypeInAnyCaseOrNone(String answer) {
        server.insteadOfTokens(RawServer.ok(answer));

        assertEquals("t9", ask());
    }

    @Test
    void failTheirRequestsIfTheAnswerIsTooLarge() {
        server.insteadOfTokens(RawServer.ok("{\"access_token\": \"" + "t".repeat(65_536) + "\"}"));

        assertEquals(
                "too-large: no token for the upstream: the token endpoint's answer is larger than 65536 bytes",
                failure().toString());
    }

    @Test
    void failTheirRequestsIfNobodyAnswers() {
        restart(Map.of("auth.oauth2.token-url", "http://127.0.0.1:1/token?a=b"));

        Failure failure = failure();

        assertEquals(
                "no token for the upstream: no connection to the token endpoint, or it broke", failure.getMessage());
        assertEquals(Failure.Code.CONNECTION, failure.code());
        assertTrue(failure.isTemporary());
        assertFalse(failure.toString().contains("127.0.0.1"), failure.toString());
    }

    @Test
    void failTheirRequestsIfTheAnswerBreaksOff() {
        server.insteadOfTokens(TokenServer.BREAKS_OFF);

        assertEquals(Failure.Code.CONNECTION, failure().code());
    }

    @Test
    void areNotRequestedWithoutASecret() {
        restart(Map.of("auth.oauth2.client-secret", ""));

        assertEquals(
                "connection: no token for the upstream: the client's secret is not configured",
                failure().toString());
        assertEquals(List.of(), server.tokenRequests());
    }

    @ParameterizedTest
    @CsvSource({"auth.oauth2.trust-certificates, t5", "trust-certificates, connection", "timeout, connection"})
    void comeFromAServerThatIsTrusted(String property, String answer) throws Exception {
        try (StubServer tls = StubServer.withTls(Certificates.SERVER, Certificates.SERVER_KEY)) {
            tls.script(new JsonArray()
                    .add(new JsonObject()
                            .put("request", "POST /token")
                            .put("json", new JsonObject().put("access_token", "t5"))));
            String value = property.equals("timeout") ? "5s" : Certificates.SERVER.toString();
            restart(Map.of("auth.oauth2.token-url", tls.url() + "/token", property, value));

            assertEquals(answer, ask());
        }
    }

    @ParameterizedTest
    @CsvSource({"auth.oauth2.proxy, t1, 1", "proxy, connection, 0"})
    void comeThroughTheProxyOfTheTokenEndpoint(String property, String answer, int proxied) throws IOException {
        int port = URI.create(server.tokenUrl()).getPort();
        try (ProxyServer proxy = new ProxyServer(port)) {
            restart(Map.of(
                    "auth.oauth2.token-url",
                    "http://localhost:1/token",
                    property,
                    "socks5://127.0.0.1:" + proxy.port()));

            assertEquals(answer, ask());
            assertEquals(proxied, proxy.asked().size());
        }
    }

    @Test
    void areInNoTextAndNoKeyOfARequest() {
        assertEquals("t1", ask());
        HttpRequest request = upstream.get("/a");

        assertFalse((request + request.key() + request.line()).contains("t1"));
        assertFalse((request + request.key() + request.line()).contains(SECRET));
        assertTrue(request.upstream().target().headers().contains("authorization"));
    }
}
