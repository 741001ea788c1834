package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Result;
import dev.gather.stub.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What invocations of functions say, and what comes of their answers; how they are signed is {@link SignedRequestsTest}'s. */
class LambdaKindTest {
    private final List<RawServer.Request> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = ok("7");
    private RawServer lambda;
    private HttpRun run;

    @BeforeEach
    void start() throws IOException {
        lambda = new RawServer(this::answer);
        run = new HttpRun(lambda.url(), Map.of("upstreams.raw.function", "pricing:live"));
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        lambda.close();
    }

    private void answer(RawServer.Request request, OutputStream out) throws IOException {
        requests.add(request);
        write(out, answer);
    }

    private static String failed(String kind, String body) {
        return ok(body).replaceFirst("\r\n", "\r\nX-Amz-Function-Error: " + kind + "\r\n");
    }

    private static String composition(String keys) {
        return "sources:\n  a:\n    lambda: raw\n    " + keys + "\noutput: '{% $a %}'\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                  | {}",
                "payload: { sku: 'A 1', n: '{% 10000000000000001 %}' } | {\"sku\":\"A 1\",\"n\":10000000000000001}",
                "payload: [1, '{% \"ü\" %}']                        | [1,\"ü\"]",
                "payload: text                                     | \"text\"",
                "payload: '{% null %}'                             | null",
                "payload: '{% 1.5 %}'                              | 1.5"
            })
    void passAPayloadOn(String keys, String payload) {
        assertEquals(7, HttpRun.output(run.run(composition(keys == null ? "" : keys))));

        RawServer.Request request = requests.get(0);
        assertEquals("POST /2015-03-31/functions/pricing/invocations?Qualifier=live HTTP/1.1", request.line());
        assertEquals(payload, request.body());
        assertEquals("RequestResponse", request.header("x-amz-invocation-type"));
        assertEquals("", request.header("x-amz-client-context"));
        assertEquals("application/json", request.header("content-type"));
    }

    @Test
    void passTheClientContextOn() {
        String context = "{\"custom\":{\"shop\":\"ü\"}}";

        assertEquals(7, HttpRun.output(run.run(composition(""), context)));
        assertEquals(
                context,
                new String(
                        Base64.getDecoder().decode(requests.get(0).header("x-amz-client-context")),
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{"})
    void passNoClientContextOnThatIsNone(String context) {
        assertEquals(7, HttpRun.output(run.run(composition(""), context)));
        assertEquals("", requests.get(0).header("x-amz-client-context"));
    }

    /** It would be one that any caller can write. */
    @Test
    void takeNoClientContextFromAHeader() {
        assertEquals(7, HttpRun.output(run.run(composition(""), Map.of("x-amz-client-context", "e30="))));
        assertEquals("", requests.get(0).header("x-amz-client-context"));
    }

    @ParameterizedTest
    @CsvSource({
        "Unhandled, '{\"errorType\":\"E\",\"errorMessage\":\"s3cret\"}', E",
        "Handled, '{\"errorMessage\":\"s3cret\"}', ''",
        "Unhandled, 'no JSON', ''"
    })
    void failWhereTheFunctionFails(String kind, String body, String detail) {
        answer = failed(kind, body);

        Result.Failed failed = (Result.Failed) run.run(composition(""));

        assertEquals(
                "status: the source 'a' failed: the function failed" + (detail.isEmpty() ? "" : " (" + detail + ")"),
                failed.failure().toString());
        assertEquals(1, requests.size());
    }

    @Test
    void tellAFallbackWhatTheFunctionSays() {
        answer = failed("Unhandled", "{\"errorType\":\"E\",\"errorMessage\":\"sold out\"}");

        assertEquals("sold out", HttpRun.output(run.run(composition("fallback: '{% $error.body.errorMessage %}'"))));
    }

    @Test
    void areRepeatedOnlyWhereTheyMayBe() {
        answer = "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n";

        assertEquals(Result.Failed.class, run.run(composition("")).getClass());
        assertEquals(1, requests.size());
        assertEquals(
                Result.Failed.class,
                run.run(composition("retryable: true\n    retries: 1")).getClass());
        assertEquals(3, requests.size());
    }
}
