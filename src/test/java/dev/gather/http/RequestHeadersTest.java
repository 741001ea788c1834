package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import dev.gather.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that are made when a request is written. */
class RequestHeadersTest {
    private final List<RawServer.Request> seen = new CopyOnWriteArrayList<>();

    private RawServer server() throws Exception {
        return new RawServer((request, out) -> {
            seen.add(request);
            write(out, request.line().startsWith("HEAD") ? "HTTP/1.1 204 No Content\r\n\r\n" : ok("1"));
        });
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "HEAD, ''", "DELETE, ''", "POST, 0", "PUT, 0", "PATCH, 0"})
    void sayThatThereIsNoBodyWhereThereCouldBe(String method, String length) throws Exception {
        try (RawServer server = server();
                TestUpstream upstream = new TestUpstream(server.url(), Map.of())) {
            HttpMessage message = new HttpMessage(method, "/", Map.of(), Optional.empty());

            var unused = upstream.ask(upstream.request(message, true));
        }
        assertEquals(length, seen.get(0).header("content-length"));
        assertEquals("", seen.get(0).header("transfer-encoding"));
    }

    @ParameterizedTest
    @CsvSource({
        "grpc-timeout, 300, 100, 200m",
        "Grpc-Timeout, 300, 0, 300m",
        "x-envoy-expected-rq-timeout-ms, 300, 50, 250",
        "x-patience, 10000, 1, 9999"
    })
    void sayHowLongTheAnswerIsWaitedFor(String header, int limit, int passed, String value) throws Exception {
        try (RawServer server = server();
                TestUpstream upstream = new TestUpstream(server.url(), Map.of("deadline-header", header))) {
            ManualClock clock = new ManualClock();
            var attempt = TestUpstream.attempt(clock, Duration.ofSeconds(20)).within(Duration.ofMillis(limit));
            clock.advance(passed);
            upstream.onEventLoop(() -> {
                var unused = upstream.get("/").send(attempt).subscribe().with(item -> {}, failure -> {});
            });

            assertTrue(dev.gather.stub.Soon.soon(() -> seen.size() == 1), "nothing was asked");
            assertEquals(value, seen.get(0).header(header.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1m", "1, 1m", "999999999, 99999999m", "86400000, 86400000m"})
    void haveAtMostEightDigitsForGrpc(long millis, String value) {
        assertEquals(value, DeadlineHeader.named("grpc-timeout").value(Duration.ofMillis(millis)));
    }
}
