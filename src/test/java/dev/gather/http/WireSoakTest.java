package dev.gather.http;

import static dev.gather.stub.RawServer.ok;
import static dev.gather.stub.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.source.Fetched;
import dev.gather.stub.RawServer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of requests to a server that sends interim, surplus, partial and slow bytes at random, hangs and hangs up, while
 * callers time out, cancel and hedge: whoever gets an answer gets the answer to their own request.
 */
class WireSoakTest {
    private static final String STOLEN = ok("\"stolen\"");
    private static final String PATIENCE = "no answer in time";

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "50, 4000"})
    void everyAnswerCarriesItsRequestsToken(int connections, int requests) throws Exception {
        try (RawServer server = new RawServer(WireSoakTest::answer);
                TestUpstream upstream = TestUpstream.with(server.url(), connections)) {
            List<String> wrong = Multi.createFrom()
                    .iterable(
                            IntStream.range(0, requests).mapToObj(i -> "r" + i).toList())
                    .onItem()
                    .transformToUni(token -> ask(upstream, token)
                            .onItem()
                            .transform(answer -> token.equals(answer) || PATIENCE.equals(answer) ? "" : token + answer))
                    .merge(100)
                    .filter(mistake -> !mistake.isEmpty())
                    .collect()
                    .asList()
                    .await()
                    .atMost(Duration.ofMinutes(3));
            assertEquals(List.of(), wrong);
            // Most serve one request, as the upstream is not trusted any more; few requests are sent again on another
            // one.
            assertTrue(server.connections() < requests + requests / 4, server.connections() + " connections");
        }
    }

    /** The answer, or that there was none; some callers leave early, some ask twice at once. */
    private static Uni<Object> ask(TestUpstream upstream, String token) {
        Random random = new Random(token.hashCode());
        Uni<Fetched> once = upstream.send(upstream.get("/" + token));
        Uni<Fetched> asked = random.nextInt(10) == 0 ? Uni.combine().any().of(once, once) : once;
        return asked.onItem()
                .transform(Fetched::value)
                .ifNoItem()
                .after(Duration.ofMillis(random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 3000))
                .fail()
                .onFailure(WireSoakTest::isHonest)
                .recoverWithItem(PATIENCE);
    }

    /** Failures that the server's faults explain. */
    private static boolean isHonest(Throwable thrown) {
        return thrown instanceof TimeoutException
                || thrown.toString().startsWith("connection")
                || thrown.toString().startsWith("malformed");
    }

    private static void answer(RawServer.Request request, OutputStream out) throws IOException, InterruptedException {
        String own = ok('"' + request.token() + '"');
        Random random = new Random(31L * request.token().hashCode() + request.connection());
        switch (random.nextInt(12)) {
            case 0 -> write(out, "HTTP/1.1 102 Processing\r\n\r\n".repeat(1 + random.nextInt(3)) + own);
            case 1 -> {
                write(out, "HTTP/1.1 150 Wait\r\nX: y\r\n\r\n");
                Thread.sleep(random.nextInt(3));
                write(out, own);
            }
            case 2 -> write(out, own + STOLEN);
            case 3 -> write(out, own + STOLEN.substring(0, 1 + random.nextInt(STOLEN.length() - 1)));
            case 4 -> write(out, "HTTP/1.1 102 Processing\r\n\r\n" + own + "HTTP/1.1 102 Processing\r\n\r\n");
            case 5 -> slowly(out, own, random);
            case 6 -> {
                write(out, own.substring(0, random.nextInt(own.length())));
                throw new IOException("hangs up within an answer");
            }
            case 7 -> throw new IOException("hangs up");
            case 8 -> {
                Thread.sleep(random.nextInt(8));
                write(out, own);
            }
            case 9 -> write(out, chunked(request.token()) + STOLEN);
            case 10 -> write(out, chunked(request.token()));
            default -> write(out, own);
        }
    }

    private static String chunked(String token) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n"
                + Integer.toHexString(token.length()) + "\r\n" + token + "\r\n1\r\n\"\r\n0\r\n\r\n";
    }

    private static void slowly(OutputStream out, String text, Random random) throws IOException, InterruptedException {
        int middle = random.nextInt(text.length());
        write(out, text.substring(0, middle));
        Thread.sleep(1 + random.nextInt(3));
        write(out, text.substring(middle));
    }
}
