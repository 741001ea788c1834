package dev.gather.http;

import static dev.gather.stub.RawServer.own;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.stub.RawServer;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest headers of an answer. */
class HeaderLimitTest {
    private final AtomicInteger asked = new AtomicInteger();

    /** Answers {@code /<number>} with a cookie of that many characters. */
    private void answer(RawServer.Request request, OutputStream out) throws java.io.IOException {
        asked.incrementAndGet();
        String cookie = "Set-Cookie: a=" + "x".repeat(Integer.parseInt(request.token())) + "\r\n";
        write(out, own(request).replace("\r\n\r\n", "\r\n" + cookie + "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 9000, 9000",
        "'', 60000, 60000",
        "'', 66000, too-large",
        "1M, 900000, 900000",
        "1K, 900, 900",
        "1K, 1100, too-large"
    })
    void isThatOfTheUpstream(String limit, String length, String answer) throws Exception {
        try (RawServer server = new RawServer(this::answer);
                TestUpstream upstream =
                        new TestUpstream(server.url(), limit.isEmpty() ? Map.of() : Map.of("max-header", limit))) {
            assertEquals(answer, upstream.ask(upstream.get("/" + length)));
            assertEquals("1", upstream.ask(upstream.get("/1")));
            assertEquals(answer, upstream.ask(upstream.get("/" + length)));
            assertEquals(3, asked.get(), "each was to be asked once");
        }
    }

    @Test
    void isNamedByTheFailureThatAnotherAttemptWouldHaveAgain() throws Exception {
        try (RawServer server = new RawServer(this::answer);
                TestUpstream upstream = new TestUpstream(server.url(), Map.of())) {
            Failure failure = upstream.failure("/70000", 1_000_000);

            assertFalse(failure.isTemporary());
            assertTrue(failure.getMessage().contains("max-header"), failure.getMessage());
            assertTrue(failure.getMessage().contains("65536"), failure.getMessage());
        }
    }
}
