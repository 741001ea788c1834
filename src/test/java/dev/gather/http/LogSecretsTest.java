package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.CapturedLog;
import dev.gather.stub.RawServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** However a request fails, the log says it in words, and has nothing of what was sent and what was answered. */
class LogSecretsTest {
    private static final String SECRET = "planted-secret";

    private static final Map<String, String> SETTINGS = Map.of(
            "upstreams.raw.headers.x-api-key",
            SECRET + "-configured",
            "upstreams.raw.query.key",
            SECRET + "-parameter",
            "upstreams.raw.max-body",
            "2K",
            "upstreams.raw.max-header",
            "2K");

    private static final String ASKING = """
            sources:
              a:
                http:
                  method: POST
                  upstream: raw
                  path: /planted-secret-path
                  query: { q: planted-secret-query }
                  headers: { authorization: Bearer planted-secret-token }
                  body: { password: planted-secret-body }
                timeout: 20s
                value: $number($value.of) + 1
                %s
            output: '{%% $a %%}'
            """;

    private static final String BODY = "{\"of\": \"" + SECRET + "-answer\"}";

    private record Fault(String name, String answer, String code) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("a status", failed("500 No"), "status"),
            new Fault("not found", failed("404 No"), "missing"),
            new Fault("not allowed", failed("401 No"), "status"),
            new Fault("no JSON", RawServer.ok(SECRET + "-answer"), "malformed"),
            new Fault("no number", RawServer.ok(BODY), "expression"),
            new Fault("no HTTP", SECRET + "-answer\r\n\r\n", "malformed"),
            new Fault("no such encoding", encoded("x-" + SECRET), "malformed"),
            new Fault("no gzip", encoded("gzip"), "malformed"),
            new Fault("too large", RawServer.ok('"' + SECRET.repeat(1_000) + '"'), "too-large"),
            new Fault("large headers", "HTTP/1.1 200 OK\r\nx: " + SECRET.repeat(1_000) + "\r\n\r\n", "too-large"),
            new Fault("a redirect elsewhere", redirect("http://" + SECRET + ".invalid/" + SECRET), "status"),
            new Fault("half an answer", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + BODY, "connection"),
            new Fault("none", "", "connection"));

    private static String failed(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nx-secret: " + SECRET
                + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    }

    private static String encoded(String encoding) {
        return "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n"
                + BODY;
    }

    private static String redirect(String target) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n";
    }

    @TestFactory
    Stream<DynamicTest> areNotLogged() {
        return FAULTS.stream().flatMap(fault -> Stream.of("", "fallback: '{% $error.message + 1 %}'", "fallback: 1")
                .map(rest -> DynamicTest.dynamicTest(fault.name() + " " + rest, () -> check(fault, rest))));
    }

    private static void check(Fault fault, String rest) throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    assertTrue(request.head().contains(SECRET + "-token"), request.head());
                    RawServer.write(out, fault.answer());
                    throw new java.io.IOException("hangs up");
                });
                CapturedLog log = new CapturedLog();
                HttpRun run = new HttpRun(server.url(), SETTINGS)) {
            var unused = run.run(ASKING.formatted(rest));

            assertTrue(
                    log.with("source a: " + fault.code()).findAny().isPresent(),
                    log.lines().toString());
            assertEquals(List.of(), log.with(SECRET).toList());
        }
    }
}
