package dev.gather.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.stub.SignatureCheck;
import dev.gather.stub.SignatureCheck.Received;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests are signed as AWS does it. The cases in {@code aws/signature-v4.json} are those that AWS publishes with its library
 * aws-c-auth (tests/aws-signing-test-suite/v4, Apache License 2.0), as a table: a request, and the signatures that it has in a
 * header and in its query. They prove the check of the tests, and that check the requests that Gather signs.
 */
class RequestSignerTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String ID = "AKIDEXAMPLE";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String TIME = "20150830T123600Z";
    private static final String SCOPE = "20150830/us-east-1/service/aws4_request";

    private final RequestSigner signer = new RequestSigner(Clock.fixed(NOW, ZoneOffset.UTC));

    /** One of AWS's cases. */
    record Case(JsonObject json) {
        String text(String member) {
            return json.getString(member, "");
        }

        boolean normalize() {
            return json.getBoolean("normalize");
        }

        /** The request with the headers that a signature adds. */
        Received received() {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            json.getJsonArray("headers").stream()
                    .map(JsonArray.class::cast)
                    .forEach(header -> headers.add(Map.entry(header.getString(0), header.getString(1))));
            headers.add(Map.entry("X-Amz-Date", TIME));
            if (json.containsKey("token")) {
                headers.add(Map.entry("X-Amz-Security-Token", text("token")));
            }
            if (json.getBoolean("content", false)) {
                headers.add(Map.entry("x-amz-content-sha256", SignatureCheck.hashed(text("body"))));
            }
            return new Received(text("method"), text("target"), headers, text("body"));
        }

        AwsKeys keys() {
            return new AwsKeys(ID, SECRET, Optional.ofNullable(json.getString("token")));
        }

        @Override
        public String toString() {
            return text("name");
        }
    }

    static Stream<Case> published() throws IOException {
        try (InputStream file = RequestSignerTest.class.getResourceAsStream("/aws/signature-v4.json")) {
            return new JsonArray(Buffer.buffer(file.readAllBytes()))
                    .stream().map(json -> new Case((JsonObject) json)).toList().stream();
        }
    }

    /** Those whose path and query can be sent as they are, and so are no longer encoded. */
    static Stream<Case> encoded() throws IOException {
        return published().filter(one -> one.text("target").matches("[!-~]+"));
    }

    /** In these cases, unlike in what is sent, a path is not encoded yet, so that it is encoded once for S3, too. */
    private static String canonical(Case one, SignatureCheck check) {
        Received request = one.received();
        String[] target = request.target().split("\\?", 2);
        String path = one.normalize() ? target[0] : SignatureCheck.encoded(target[0], true);
        Received encoded = new Received(
                request.method(), target.length < 2 ? path : path + "?" + target[1], request.headers(), request.body());
        return check.canonical(encoded, List.of(one.text("signed").split(";")), SignatureCheck.hashed(request.body()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void areCheckedAsAwsPublishesIt(Case one) {
        SignatureCheck check = new SignatureCheck(SECRET, !one.normalize());

        assertEquals(one.text("signature"), check.signature(canonical(one, check), TIME, SCOPE));
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void pass(Case one) {
        RequestSigner.Scope scope = new RequestSigner.Scope(one.normalize() ? "service" : "s3", "us-east-1");
        Map<String, String> headers = new TreeMap<>();
        one.json().getJsonArray("headers").stream()
                .map(JsonArray.class::cast)
                .forEach(header ->
                        headers.put(header.getString(0).toLowerCase(java.util.Locale.ROOT), header.getString(1)));
        String host = headers.remove("host");
        RequestSigner.Unsigned request =
                new RequestSigner.Unsigned(one.text("method"), host, one.text("target"), headers, one.text("body"));

        assertEquals(Optional.empty(), fault(request, scope, one.keys()));
    }

    /** Those without headers of their own, which a signature in the query would be over, too. */
    static Stream<Case> presigned() throws IOException {
        return encoded()
                .filter(one -> one.normalize() && one.text("method").equals("GET"))
                .filter(one -> one.text("querySigned").equals("host")
                        && !one.text("name").startsWith("get-slash"));
    }

    @ParameterizedTest
    @MethodSource("presigned")
    void haveThePublishedSignatureInAQuery(Case one) {
        URI url = URI.create("https://example.amazonaws.com" + one.text("target"));

        URI signed =
                signer.presigned(url, new RequestSigner.Scope("service", "us-east-1"), one.keys(), Duration.ofHours(1));

        assertTrue(signed.getRawQuery().contains("X-Amz-Signature=" + one.text("querySignature")), signed.toString());
    }

    /** Why the check refuses what the signer signs; the headers that are not signed change on the way. */
    private Optional<String> fault(RequestSigner.Unsigned request, RequestSigner.Scope scope, AwsKeys keys) {
        Map<String, String> added = signer.headers(request, scope, keys);
        assertTrue(
                RequestSigner.HEADERS.containsAll(added.keySet()),
                added.keySet().toString());
        Map<String, String> sent = new TreeMap<>(request.headers());
        sent.putAll(added);
        sent.put("host", request.host());
        sent.put("x-amzn-trace-id", "Root=1-2");
        sent.put("user-agent", "changed on the way");
        Received received =
                new Received(request.method(), request.target(), List.copyOf(sent.entrySet()), request.body());
        return new SignatureCheck(keys.secret(), scope.service().equals("s3")).fault(received, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "execute-api,      true",
        "lambda,           true",
        "s3,               true",
        "vpc-lattice-svcs, false",
    })
    void signTheContentIfTheServiceTakesThat(String service, boolean signs) {
        RequestSigner.Unsigned request =
                new RequestSigner.Unsigned("POST", "h.example:8443", "/a", Map.of("content-type", "a/b"), "{}");
        RequestSigner.Scope scope = new RequestSigner.Scope(service, "eu-central-1");
        AwsKeys keys = new AwsKeys(ID, SECRET, Optional.of("token"));

        Map<String, String> headers = signer.headers(request, scope, keys);

        assertEquals(RequestSigner.HEADERS, headers.keySet());
        assertEquals(signs ? SignatureCheck.hashed("{}") : "UNSIGNED-PAYLOAD", headers.get("x-amz-content-sha256"));
        assertTrue(headers.get("authorization").contains("20150830/eu-central-1/" + service + "/aws4_request"));
        assertTrue(headers.get("authorization")
                .contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token"));
        assertEquals(Optional.empty(), fault(request, scope, keys));
    }

    /** Whatever a request says, as long as it can be sent. */
    @Test
    void passWhateverTheySay() {
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            RequestSigner.Unsigned request = request(random);
            String service = pick(random, "execute-api", "lambda", "vpc-lattice-svcs", "s3", "es");
            AwsKeys keys = new AwsKeys(ID, SECRET, random.nextBoolean() ? Optional.of("t/+=" + i) : Optional.empty());

            assertEquals(
                    Optional.empty(),
                    fault(request, new RequestSigner.Scope(service, "eu-west-1"), keys),
                    () -> service + " " + request.target());
        }
    }

    private static RequestSigner.Unsigned request(Random random) {
        Map<String, String> headers = new TreeMap<>(Map.of("accept", "*/*", "traceparent", "00-1"));
        if (random.nextBoolean()) {
            headers.put("content-type", pick(random, "application/json", "text/plain;  charset=utf-8"));
        }
        if (random.nextBoolean()) {
            headers.put("x-amz-meta-a", pick(random, "1", "a  b", "\"x   y\"", ""));
        }
        String method = pick(random, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        String body = method.equals("GET") || method.equals("HEAD") ? "" : pick(random, "", "{}", "ü€😀", "a\r\n\tb");
        String host = pick(random, "a.execute-api.eu-west-1.amazonaws.com", "a.example:8443", "127.0.0.1:80", "a_b");
        return new RequestSigner.Unsigned(method, host, path(random) + query(random), headers, body);
    }

    private static String path(Random random) {
        return "/"
                + some(
                        random,
                        "/",
                        () -> pick(random, "a", "B", "%20", "%C3%BC", "%2F", "a+b", "a;b=c", "~x", "", "@:$", "%25"));
    }

    private static String query(Random random) {
        String query = some(
                random,
                "&",
                () -> pick(random, "a", "b", "A", "%C3%BC", "a%20b", "_")
                        + pick(
                                random,
                                "",
                                "=",
                                "=1",
                                "=0",
                                "=a+b",
                                "=%2B",
                                "=%E2%82%AC",
                                "==",
                                "=a,b",
                                "=%F0%9F%98%80"));
        return random.nextBoolean() ? "" : "?" + query;
    }

    private static String some(Random random, String between, Supplier<String> part) {
        return String.join(
                between, Stream.generate(part).limit(random.nextInt(5)).toList());
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** So that the check is one: of a request that is signed, it refuses whatever is different. */
    @Test
    void areRefusedIfAnythingChanges() {
        RequestSigner.Unsigned request = new RequestSigner.Unsigned(
                "POST", "a.example", "/a/b?x=1&y=2", Map.of("content-type", "a/b", "x-amz-meta-a", "1"), "{}");
        RequestSigner.Scope scope = new RequestSigner.Scope("execute-api", "eu-west-1");
        Map<String, String> sent = new TreeMap<>(request.headers());
        sent.putAll(signer.headers(request, scope, new AwsKeys(ID, SECRET, Optional.empty())));
        sent.put("host", request.host());
        Received good = new Received("POST", "/a/b?y=2&x=1", List.copyOf(sent.entrySet()), "{}");
        SignatureCheck check = new SignatureCheck(SECRET, false);

        assertEquals(Optional.empty(), check.fault(good, NOW));
        assertEquals(Optional.of("stale"), check.fault(good, NOW.plus(Duration.ofMinutes(6))));
        assertEquals(Optional.of("another signature"), new SignatureCheck("x", false).fault(good, NOW));
        for (Received changed : List.of(
                new Received("PUT", good.target(), good.headers(), "{}"),
                new Received("POST", "/a/c?y=2&x=1", good.headers(), "{}"),
                new Received("POST", "/a/b?y=2&x=1&z", good.headers(), "{}"),
                new Received("POST", good.target(), changed(sent, "host", "b.example"), "{}"),
                new Received("POST", good.target(), changed(sent, "content-type", "a/c"), "{}"),
                new Received("POST", good.target(), changed(sent, "x-amz-meta-a", "2"), "{}"),
                new Received("POST", good.target(), good.headers(), "{ }"))) {
            assertTrue(check.fault(changed, NOW).isPresent(), changed.toString());
        }
    }

    private static List<Map.Entry<String, String>> changed(Map<String, String> headers, String name, String value) {
        Map<String, String> other = new TreeMap<>(headers);
        other.put(name, value);
        return List.copyOf(other.entrySet());
    }

    @Test
    void failWhereThePathIsNotThatOfAUrl() {
        RequestSigner.Unsigned request = new RequestSigner.Unsigned("GET", "h", "/%zz?a=%", Map.of(), "");
        AwsKeys keys = new AwsKeys(ID, SECRET, Optional.empty());

        Failure failure = assertThrows(
                Failure.class, () -> signer.headers(request, new RequestSigner.Scope("lambda", "eu-west-1"), keys));

        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
    }

    @Test
    void sayNothingThatIsSecret() {
        RequestSigner.Unsigned request =
                new RequestSigner.Unsigned("GET", "h", "/?key=s3cret", Map.of("x", "s3cret"), "s3cret");

        assertEquals("GET to h", request.toString());
        assertFalse(new AwsKeys(ID, SECRET, Optional.of("s3cret")).toString().contains("s3cret"));
        assertEquals(
                Set.of("authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"),
                RequestSigner.HEADERS);
    }
}
