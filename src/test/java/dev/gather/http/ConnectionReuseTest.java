package dev.gather.http;

import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.tokens;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which connections are used again, and which requests are sent again on another one. */
class ConnectionReuseTest {
    private static final String IDLE = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

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
    void trustsAnUpstreamThatSaysWhyItClosesAnIdleConnection() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, own(request));
                    if (request.connection() == 1) {
                        Thread.sleep(50);
                        write(out, IDLE);
                        throw new IOException("idle for too long");
                    }
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            assertTrue(soon(() -> server.open() == 0), "the connection stayed open");
            for (String token : tokens(5)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
            }
            assertEquals(2, server.connections());
        }
    }

    /** What a server sends behind an answer may come just after the next request has been written. */
    private static Stream<String> foreignBytes() {
        return Stream.of(
                "rest of a body}\r\n",
                "0\r\n\r\n",
                "\u0001\u0002 x\r\n",
                "{\"a\": 1}\n",
                "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "x".repeat(70_000),
                IDLE);
    }

    @ParameterizedTest
    @MethodSource("foreignBytes")
    void asksAgainWhereTheConnectionHeldForeignBytes(String bytes) throws Exception {
        try (RawServer server = new RawServer(
                        (request, out) -> write(out, (request.number() == 2 ? bytes : "") + own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            for (String token : tokens(5)) {
                assertEquals(token, upstream.ask(upstream.get("/" + token)));
            }
        }
    }

    @Test
    void doesNotRepeatAPostThatMayHaveBeenProcessed() throws Exception {
        try (RawServer server = new RawServer((request, out) ->
                        write(out, (request.number() == 2 ? "rest of a body}\r\n" : "") + own(request)));
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            assertEquals("connection", upstream.ask(upstream.post("/t1", "{}")));
            assertEquals(1, server.connections());
            assertEquals("t2", upstream.ask(upstream.post("/t2", "{}")));
        }
    }

    @Test
    void repeatsAPostThatTheServerSaysItHasNotReceived() throws Exception {
        List<String> processed = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer((request, out) -> {
                    if (request.number() == 2) {
                        write(out, IDLE);
                        throw new IOException("idle for too long");
                    }
                    processed.add(request.token());
                    write(out, own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            for (String token : tokens(4)) {
                assertEquals(token, upstream.ask(upstream.post("/" + token, "{}")));
            }
            assertEquals(tokens(4), processed);
        }
    }

    @Test
    void takesA408OnANewConnectionForTheAnswer() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer((request, out) -> {
                    requests.incrementAndGet();
                    write(out, IDLE);
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("status", upstream.ask(upstream.get("/t0")));
            assertEquals("status", upstream.ask(upstream.post("/t1", "{}")));
            assertEquals(2, requests.get());
        }
    }

    @Test
    void takesA408ForTheAnswerToAPostIfTheConnectionGoesOn() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer((request, out) -> {
                    requests.incrementAndGet();
                    write(
                            out,
                            request.line().startsWith("POST")
                                    ? "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"
                                    : own(request));
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            assertEquals("status", upstream.ask(upstream.post("/t1", "{}")));
            assertEquals(2, requests.get());
        }
    }
}
