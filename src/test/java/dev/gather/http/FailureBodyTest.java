package dev.gather.http;

import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure;
import dev.gather.stub.RawServer;
import org.junit.jupiter.api.Test;

/** What is kept of an answer that is a failure, as it comes in pieces. */
class FailureBodyTest {
    private static final String HEAD = "HTTP/1.1 500 Out Of Order\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static Failure.Answer answer(String piece, int pieces, long memory) throws Exception {
        String chunk = Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";
        try (RawServer server = new RawServer((request, out) -> {
                    write(out, HEAD + chunk);
                    for (int i = 1; i < pieces; i++) {
                        Thread.sleep(20);
                        write(out, chunk);
                    }
                    write(out, "0\r\n\r\n");
                });
                TestUpstream upstream = TestUpstream.with(server.url(), 1)) {
            Failure failure = upstream.failure("/t0", memory);
            assertEquals(Failure.Code.STATUS, failure.code());
            return failure.answer().orElseThrow();
        }
    }

    @Test
    void keepsAllPieces() throws Exception {
        assertEquals("abcabcabc", answer("abc", 3, 1_000_000).body());
    }

    @Test
    void keepsNothingOfMoreThanEightKilobytes() throws Exception {
        assertEquals(null, answer("x".repeat(3_000), 3, 1_000_000).body());
    }

    @Test
    void failsWithTheStatusWhereThereIsNoMemoryForTheBody() throws Exception {
        Failure.Answer answer = answer("x".repeat(400), 3, 1_000);

        assertEquals(500, answer.status());
        assertEquals(null, answer.body());
    }
}
