package dev.gather.http;

import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.tokens;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which connections are used again, and which requests are sent again on another one. */
class ConnectionReuseTest {
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
                        write(out, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
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
}
