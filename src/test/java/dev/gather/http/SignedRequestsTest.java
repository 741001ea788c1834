package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.aws.LambdaFunction;
import dev.gather.failure.Failure;
import dev.gather.source.Fetched;
import dev.gather.stub.RawServer;
import dev.gather.stub.SetClock;
import dev.gather.stub.SignatureCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed requests, to a service that refuses other signatures and those that are stale. */
class SignedRequestsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Map<String, String> FUNCTION = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", SECRET,
            "AWS_SESSION_TOKEN", "t0ken/+=");

    private final SetClock clock = new SetClock();
    private final List<RawServer.Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private RawServer service;
    private TestUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        service = new RawServer(this::answer);
        upstream = with(Map.of(), FUNCTION);
    }

    @AfterEach
    void stop() throws IOException {
        held.countDown();
        upstream.close();
        service.close();
    }

    private TestUpstream with(Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("auth.sigv4.service", "execute-api"));
        all.putAll(settings);
        return new TestUpstream(service.url() + "/base", all, environment, clock);
    }

    private void restart(Map<String, String> settings, Map<String, String> environment) {
        upstream.close();
        upstream = with(settings, environment);
    }

    /** Redirects, holds, and breaks connections where the path says so, and otherwise answers with the scope and target. */
    private void answer(RawServer.Request request, OutputStream out) throws IOException, InterruptedException {
        requests.add(request);
        if (request.line().contains("/hold") && !held.await(20, TimeUnit.SECONDS)) {
            throw new IOException("held for too long");
        }
        if (request.line().contains("/dead") && request.connection() == 1) {
            throw new IOException("dies, although it was used before");
        }
        Optional<String> fault =
                new SignatureCheck(SECRET, false).fault(SignatureCheck.Received.of(request), clock.instant());
        if (fault.isPresent()) {
            write(out, "HTTP/1.1 403 " + fault.get() + "\r\nContent-Length: 0\r\n\r\n");
        } else if (request.line().contains("/start")) {
            write(out, "HTTP/1.1 307 Moved\r\nLocation: end?n=2\r\nContent-Length: 0\r\n\r\n");
        } else {
            String scope =
                    request.header("authorization").replaceAll(".*Credential=AKIDEXAMPLE/(.*)/aws4_request.*", "$1");
            write(out, ok('"' + scope + " " + request.line().split(" ", -1)[1] + '"'));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a,                          /base/a",
        "/a%20b/%C3%BC%2F?x=%2B&x=1&b, /base/a%20b/%C3%BC%2F?x=%2B&x=1&b",
        "/a//b/?z=1&A=2&a=%F0%9F%98%80, /base/a//b/?z=1&A=2&a=%F0%9F%98%80"
    })
    void passAsTheyAreSent(String path, String sent) {
        assertEquals("20260304/eu-central-1/execute-api " + sent, upstream.ask(upstream.get(path)));
    }

    @Test
    void passWithABodyAndWithoutOne() {
        HttpRequest bare = upstream.request(
                new HttpMessage("PUT", "/a", Map.of("content-type", "text/plain"), Optional.empty()), true);

        assertEquals("20260304/eu-central-1/execute-api /base/a", upstream.ask(upstream.post("/a", "{\"ü\": 1}")));
        assertEquals("20260304/eu-central-1/execute-api /base/a", upstream.ask(bare));
    }

    @Test
    void coverTheSecretParametersOfTheConfiguration() {
        restart(Map.of("query.api_key", "s3cret/+"), FUNCTION);

        assertEquals(
                "20260304/eu-central-1/execute-api /base/a?x=1&api_key=s3cret%2F%2B",
                upstream.ask(upstream.get("/a?x=1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.example.com", "api.example.com:8443", "api.example.com:80", "API.example.com"})
    void areForTheHostOfTheConfiguration(String host) {
        restart(Map.of("host", host), FUNCTION);

        assertEquals("20260304/eu-central-1/execute-api /base/a", upstream.ask(upstream.get("/a")));
        assertEquals(host.replaceFirst(":80$", ""), requests.get(0).header("host"));
    }

    @Test
    void leaveOutHeadersThatChangeOnTheWay() {
        restart(Map.of("deadline-header", "grpc-timeout", "headers.x-amz-meta-a", "signed"), FUNCTION);

        assertEquals("20260304/eu-central-1/execute-api /base/a", upstream.ask(upstream.get("/a")));

        RawServer.Request request = requests.get(0);
        assertTrue(request.header("authorization")
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-amz-security-token,"));
        assertTrue(request.header("grpc-timeout").endsWith("m"));
        assertEquals("Gather", request.header("user-agent"));
    }

    @ParameterizedTest
    @CsvSource({
        "lambda,           us-east-1, 20260304/us-east-1/lambda",
        "vpc-lattice-svcs, '',        20260304/eu-central-1/vpc-lattice-svcs"
    })
    void areForTheServiceAndRegionOfTheConfiguration(String service, String region, String scope) {
        restart(Map.of("auth.sigv4.service", service, "auth.sigv4.region", region), FUNCTION);

        assertEquals(scope + " /base/a", upstream.ask(upstream.post("/a", "{}")));
        assertEquals(
                service.startsWith("vpc"),
                requests.get(0).header("x-amz-content-sha256").equals("UNSIGNED-PAYLOAD"));
    }

    @ParameterizedTest
    @CsvSource({"pricing:live, eu-central-1", "arn:aws:lambda:us-east-2:123456789012:function:pricing, us-east-2"})
    void areForTheRegionOfTheFunction(String function, String region) {
        upstream.close();
        upstream = new TestUpstream(service.url(), Map.of("function", function), FUNCTION, clock);
        String target = LambdaFunction.of(function, Optional.of("eu-central-1")).target();

        assertEquals("20260304/" + region + "/lambda " + target, upstream.ask(upstream.post(target, "{}")));
    }

    @Test
    void areMadeWhenTheyAreWritten() {
        restart(Map.of("max-connections", "1"), FUNCTION);
        List<Object> answers = new CopyOnWriteArrayList<>();
        upstream.send(upstream.get("/hold")).map(Fetched::value).subscribe().with(answers::add, answers::add);
        upstream.send(upstream.get("/next")).map(Fetched::value).subscribe().with(answers::add, answers::add);
        assertTrue(soon(() -> requests.size() == 1));
        clock.pass(Duration.ofMinutes(4));
        upstream.onEventLoop(() -> {});
        held.countDown();

        assertTrue(soon(() -> answers.size() == 2));
        assertEquals("20260304/eu-central-1/execute-api /base/next", answers.get(1));
        assertNotEquals(requests.get(0).header("x-amz-date"), requests.get(1).header("x-amz-date"));
    }

    @Test
    void areMadeAnewForARedirect() {
        assertEquals(
                "20260304/eu-central-1/execute-api /base/end?n=2",
                upstream.ask(upstream.following("POST", "/start", Optional.of("{}"))));
        assertEquals(2, requests.size());
    }

    @Test
    void areMadeAnewOnAnotherConnection() {
        assertEquals("20260304/eu-central-1/execute-api /base/a", upstream.ask(upstream.get("/a")));
        clock.pass(Duration.ofHours(5));

        assertEquals("20260304/eu-central-1/execute-api /base/dead", upstream.ask(upstream.get("/dead")));
        assertEquals(2, requests.get(requests.size() - 1).connection());
    }

    @Test
    void areRefusedIfTheyAreMadeWithAnotherKey() {
        Map<String, String> other = new HashMap<>(FUNCTION);
        other.put("AWS_SECRET_ACCESS_KEY", "another");
        restart(Map.of(), other);

        assertEquals(
                "status: the upstream answered 403",
                upstream.failure("/a", 1_000_000).toString());
        assertEquals(1, requests.size());
    }

    @ParameterizedTest
    @CsvSource({"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void failWithoutTheFunctionsVariables(String missing) {
        Map<String, String> environment = new HashMap<>(FUNCTION);
        environment.remove(missing);
        restart(Map.of(), environment);

        Failure failure = upstream.failure("/a", 1_000_000);

        assertEquals(
                "connection: the function lacks an environment variable of AWS (" + missing + " is not set)",
                failure.toString());
        assertFalse(failure.isTemporary());
        assertEquals(List.of(), requests);
    }

    @Test
    void useTheKeysOfAContainer() throws IOException {
        String keys = "{\"AccessKeyId\": \"AKIDEXAMPLE\", \"SecretAccessKey\": \"" + SECRET
                + "\", \"Token\": \"t\", \"Expiration\": \"2026-03-05T00:00:00Z\"}";
        List<RawServer.Request> asked = new CopyOnWriteArrayList<>();
        try (RawServer container = new RawServer((request, out) -> {
            asked.add(request);
            write(out, ok(keys));
        })) {
            restart(Map.of(), Map.of("AWS_REGION", "eu-west-1", "AWS_CONTAINER_CREDENTIALS_FULL_URI", container.url()));
            List<Boolean> own = new CopyOnWriteArrayList<>();
            for (int loop = 0; loop < 3; loop++) {
                upstream.sendOnALoopOfItsOwn(upstream.get("/a"), own::add);
            }

            assertTrue(soon(() -> own.size() == 3));
            assertEquals(List.of(true, true, true), own);
            assertEquals(1, asked.size());
        }
    }

    @Test
    void areInNoTextAndNoKeyOfARequest() {
        HttpRequest request = upstream.get("/a");

        assertFalse((request + request.key() + request.line()).contains("AKID"));
        assertTrue(request.upstream().target().headers().contains("authorization"));
    }
}
