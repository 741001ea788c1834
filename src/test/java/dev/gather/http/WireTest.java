package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.stub.RawServer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer belongs to the request that was written on its connection before its first byte came. */
class WireTest {
    private static final String STOLEN = ok("\"stolen\"");

    /** Answers with the request's token. */
    private static String own(RawServer.Request request) {
        return ok('"' + request.token() + '"');
    }

    private static List<String> tokens(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    /** Asks for all tokens at once; what came, in their order. */
    private static List<Object> askAll(TestUpstream upstream, List<String> tokens) {
        return Multi.createFrom()
                .iterable(tokens)
                .onItem()
                .transformToUni(token ->
                        upstream.send(upstream.get("/" + token)).onItem().transform(Fetched::value))
                .merge(tokens.size())
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(20))
                .stream()
                .sorted((a, b) -> Integer.compare(tokens.indexOf(String.valueOf(a)), tokens.indexOf(String.valueOf(b))))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 104, 150, 199})
    void skipsInterimAnswers(int status) throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, "HTTP/1.1 " + status + " Wait\r\nLink: </x>\r\n\r\n");
                    Thread.sleep(20);
                    write(out, "HTTP/1.1 " + status + " Wait\r\n\r\n" + own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            for (String token : tokens(5)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void closesAConnectionOnAnUpgradeThatNobodyAskedFor() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(
                        out,
                        request.token().equals("t0")
                                ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
                                : own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("malformed", upstream.ask(upstream.get("/t0")));
            assertEquals("t1", upstream.ask(upstream.get("/t1")));
        }
    }

    @Test
    void endsAnEndlessRowOfInterimAnswers() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        write(out, "HTTP/1.1 102 Processing\r\n\r\n".repeat(100));
                    }
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("malformed", upstream.ask(upstream.get("/t0")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n\"stolen\"",
                "HTTP/1.1 404 Not Found\r\nX-Left: ",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "H",
                "\r\n",
                "\u0000"
            })
    void closesAConnectionOnBytesBehindAnAnswer(String surplus) throws Exception {
        for (int connections : new int[] {1, 2, 50}) {
            try (RawServer server = new RawServer((request, out) -> write(out, own(request) + surplus));
                    TestUpstream upstream = TestUpstream.with(server.url(), connections)) {
                assertEquals(tokens(60), askAll(upstream, tokens(60)));
                for (String token : tokens(5)) {
                    assertEquals(token, upstream.ask(upstream.get("/" + token)));
                }
                assertEquals(65, server.connections());
            }
        }
    }

    @Test
    void givesNobodyWhatFollowsAnAnswerWithoutContent() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(
                        out,
                        request.token().equals("t0") ? "HTTP/1.1 204 No Content\r\n\r\n" + STOLEN : own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            List<Object> answers = askAll(upstream, List.of("t1", "t2", "t3"));
            assertEquals(List.of("t1", "t2", "t3"), answers);
            assertEquals(null, upstream.ask(upstream.get("/t0")));
            assertEquals(List.of("t1", "t2", "t3"), askAll(upstream, List.of("t1", "t2", "t3")));
        }
    }

    @Test
    void closesAConnectionOnBytesThatComeWhileItIsIdle() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, own(request));
                    Thread.sleep(50);
                    write(out, STOLEN);
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            for (String token : tokens(4)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
                Thread.sleep(150);
            }
            assertEquals(4, server.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 404 Not Found\r\nX-Left: "})
    void doesNotUseAConnectionOnWhichTheServerSpokeFirst(String greeting) throws Exception {
        try (RawServer server = new RawServer(greeting, (request, out) -> write(out, own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            // Cancelled before it is sent, so that its connection is there and unused.
            upstream.onEventLoop(() -> subscribe(upstream.get("/t0")).cancel());
            Thread.sleep(300);

            assertEquals("t1", upstream.ask(upstream.get("/t1")));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void asksAgainWhereTheServerTookAnUnreadBodyForTheRequest() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    boolean afterBody = request.number() > 1;
                    write(
                            out,
                            afterBody
                                    ? "HTTP/1.1 501 Unsupported method\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                    : own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("posted", upstream.ask(upstream.post("/posted", "{\"a\": 1}")));
            assertEquals("t1", upstream.ask(upstream.get("/t1")));
        }
    }

    @Test
    void doesNotReuseAConnectionOnWhichABodyWasRefused() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(
                        out,
                        request.line().startsWith("POST")
                                ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
                                : own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("status", upstream.ask(upstream.post("/t0", "{}")));
            assertEquals("t1", upstream.ask(upstream.get("/t1")));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void neverSendsARequestThatWasCancelledWhileItWaited() throws Exception {
        List<String> seen = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, out) -> {
                    synchronized (seen) {
                        seen.add(request.token());
                    }
                    first.countDown();
                    Thread.sleep(request.token().equals("t0") ? 300 : 0);
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            List<Cancellable> waiting = new ArrayList<>();
            upstream.onEventLoop(() -> tokens(20).forEach(token -> waiting.add(subscribe(upstream.get("/" + token)))));
            assertTrue(first.await(5, TimeUnit.SECONDS));
            upstream.onEventLoop(() -> waiting.forEach(Cancellable::cancel));

            assertEquals("last", upstream.ask(upstream.get("/last")));
            synchronized (seen) {
                assertEquals(List.of("t0", "last"), seen);
            }
        }
    }

    private static Cancellable subscribe(HttpRequest request) {
        return request.send(TestUpstream.attempt()).subscribe().with(item -> {}, failure -> {});
    }

    @Test
    void servesFirstComeFirstServed() throws Exception {
        List<String> seen = new ArrayList<>();
        try (RawServer server = new RawServer((request, out) -> {
                    seen.add(request.token());
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals(tokens(50), askAll(upstream, tokens(50)));
            assertEquals(tokens(50), seen);
            assertEquals(1, server.connections());
        }
    }

    @Test
    void replacesAConnectionThatDiedUnused() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    if (request.number() == 2) {
                        throw new IOException("hangs up");
                    }
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            for (String token : tokens(6)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
            }
        }
    }

    @Test
    void readsNothingBehindAHead() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(
                        out,
                        request.line().startsWith("HEAD")
                                ? "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"
                                : own(request)));
                TestUpstream upstream = new TestUpstream(server.url(), Map.of("max-connections", "1"))) {
            HttpRequest get = upstream.get("/t0");
            HttpRequest head =
                    new HttpRequest(get.upstream(), "HEAD", "/t0", get.headers(), get.body(), get.repeatable());
            assertEquals(null, upstream.ask(head));
            assertEquals("t0", upstream.ask(get));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void givesBackThePlaceOfARequestThatCannotBeWritten() throws Exception {
        try (RawServer server = new RawServer((request, out) -> write(out, own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            HttpRequest get = upstream.get("/t0");
            HttpRequest split = new HttpRequest(
                    get.upstream(), "GET", "/t0", Map.of("x-test", "a\r\nb: c"), get.body(), get.repeatable());
            assertEquals("unsafe-value", upstream.ask(split));
            assertEquals("t0", upstream.ask(get));
        }
    }

    @Test
    void sendsNothingOnceNobodyWaitsAlthoughItIsCancelledLater() throws Exception {
        List<String> seen = new ArrayList<>();
        try (RawServer server = new RawServer((request, out) -> {
                    synchronized (seen) {
                        seen.add(request.token());
                    }
                    Thread.sleep(request.token().equals("last") ? 0 : 2000);
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 2)) {
            List<Attempt> attempts = new ArrayList<>();
            List<Cancellable> sent = new ArrayList<>();
            upstream.onEventLoop(() -> tokens(20).forEach(token -> {
                Attempt attempt = TestUpstream.attempt();
                attempts.add(attempt);
                sent.add(upstream.get("/" + token).send(attempt).subscribe().with(item -> {}, failure -> {}));
            }));
            Thread.sleep(200);
            upstream.onEventLoop(() -> attempts.forEach(Attempt::abandon));
            // One after the other, as an execution does it: each frees a place for the next one.
            for (Cancellable each : sent) {
                upstream.onEventLoop(each::cancel);
                Thread.sleep(10);
            }

            assertEquals("last", upstream.ask(upstream.get("/last")));
            synchronized (seen) {
                assertEquals(3, seen.size(), seen.toString());
            }
        }
    }

    @Test
    void usesNoConnectionTwiceOfAnUpstreamThatSentTooMuch() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, own(request) + (request.token().equals("first") ? STOLEN : ""));
                    // Late enough for the next request to have been written, were it on this connection.
                    Thread.sleep(5);
                    write(out, request.token().equals("first") ? "" : STOLEN);
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("first", upstream.ask(upstream.get("/first")));
            assertEquals(tokens(40), askAll(upstream, tokens(40)));
        }
    }

    @Test
    void trustsAnUpstreamThatSaysWhyItClosesAnIdleConnection() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, own(request));
                    if (request.connection() == 1) {
                        Thread.sleep(50);
                        write(out, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                        throw new IOException("idle for too long");
                    }
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            Thread.sleep(200);
            for (String token : tokens(5)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
            }
            assertEquals(2, server.connections());
        }
    }
}
