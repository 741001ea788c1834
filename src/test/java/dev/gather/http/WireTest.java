package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.tokens;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.RawServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer belongs to the request that was written on its connection before its first byte came. */
class WireTest {
    private static final String STOLEN = ok("\"stolen\"");

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
                assertEquals(tokens(60), upstream.askAll(tokens(60)));
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
            List<Object> answers = upstream.askAll(List.of("t1", "t2", "t3"));
            assertEquals(List.of("t1", "t2", "t3"), answers);
            assertEquals(null, upstream.ask(upstream.get("/t0")));
            assertEquals(List.of("t1", "t2", "t3"), upstream.askAll(List.of("t1", "t2", "t3")));
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
                assertTrue(soon(() -> server.open() == 0), "the connection stayed open");
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
            upstream.onEventLoop(() -> upstream.subscribe(upstream.get("/t0")).cancel());
            assertTrue(soon(() -> server.connections() == 1 && server.open() == 0), "the connection stayed open");

            assertEquals("t1", upstream.ask(upstream.get("/t1")));
            assertEquals(2, server.connections());
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
            assertEquals(null, upstream.ask(upstream.head("/t0")));
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            assertEquals(1, server.connections());
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
            assertEquals(tokens(40), upstream.askAll(tokens(40)));
        }
    }
}
