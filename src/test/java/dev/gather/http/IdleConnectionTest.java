package dev.gather.http;

import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Certificates;
import dev.gather.stub.RawServer;
import dev.gather.stub.StubServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of an idle connection, however the server makes it, is no error of the function, whose alarms count them. */
class IdleConnectionTest {
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                errors.add(entry.getLevel() + " " + entry.getLoggerName() + " " + entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(handler);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void isLoggedByNobody(boolean tls, boolean reset) throws Exception {
        Map<String, String> trusted = Map.of("trust-certificates", Certificates.SERVER.toString());
        try (StubServer server =
                        tls ? StubServer.withTls(Certificates.SERVER, Certificates.SERVER_KEY) : new StubServer();
                TestUpstream upstream = new TestUpstream(server.url(), tls ? trusted : Map.of())) {
            for (int round = 0; round < 5; round++) {
                server.script(new JsonArray()
                        .add(new JsonObject().put("request", "GET /a").put("json", round)));
                assertEquals(round, upstream.ask(upstream.get("/a")));
                server.hangUp(reset);
                Thread.sleep(20);
            }
        }
        assertEquals(List.of(), errors);
    }

    @Test
    void isLoggedByNobodyIfTheServerSaysWhy() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, own(request));
                    Thread.sleep(20);
                    write(out, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    throw new IOException("idle for too long");
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            assertEquals("t0", upstream.ask(upstream.get("/t0")));
            assertTrue(soon(() -> server.open() == 0), "the connection stayed open");
            assertEquals("t1", upstream.ask(upstream.get("/t1")));
        }
        assertEquals(List.of(), errors);
    }
}
