package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.MultiMap;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What statuses and exceptions of the HTTP client mean: the code, whether it may pass, and who is to blame. */
class HttpFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "301, status,  false, false",
        "400, status,  false, false",
        "401, status,  false, false",
        "404, missing, false, false",
        "408, status,  false, false",
        "409, status,  false, false",
        "429, status,  true,  true",
        "500, status,  false, true",
        "501, status,  false, true",
        "502, status,  true,  true",
        "503, status,  true,  true",
        "504, status,  true,  true",
        "599, status,  false, true"
    })
    void readsAStatus(int status, String code, boolean temporary, boolean ofBackend) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", "3");
        Failure failure = HttpFailures.status(new HttpAnswer(status, headers, new byte[0]), "body");

        assertEquals(code + ": the upstream answered " + status, failure.toString());
        assertEquals(temporary, failure.isTemporary());
        assertEquals(ofBackend, failure.isBackendFault());
        Failure.Answer answer = failure.answer().orElseThrow();
        assertEquals(status, answer.status());
        assertEquals(Optional.of(Duration.ofSeconds(3)), answer.retryAfter());
        assertEquals("body", answer.body());
    }

    private static Stream<Arguments> thrown() {
        String broken = "connection: no connection to the upstream, or it broke";
        return Stream.of(
                Arguments.of(new TimeoutException("10.0.0.1"), "timeout: no answer in time", true, false),
                Arguments.of(
                        new UnknownHostException("db.internal"),
                        "connection: the upstream's host name is unknown",
                        true,
                        true),
                Arguments.of(
                        new SSLHandshakeException("db.internal"),
                        "connection: no TLS connection to the upstream",
                        true,
                        true),
                Arguments.of(new ConnectException("10.0.0.1"), broken + " (ConnectException)", true, false),
                Arguments.of(new ClosedChannelException(), broken + " (ClosedChannelException)", true, true),
                Arguments.of(new IOException("reset"), broken + " (IOException)", true, true),
                Arguments.of(new HttpClosedException("closed"), broken + " (HttpClosedException)", true, true),
                Arguments.of(
                        new PrematureChannelClosureException("10.0.0.1"),
                        broken + " (PrematureChannelClosureException)",
                        true,
                        true),
                Arguments.of(new VertxException("10.0.0.1"), broken + " (VertxException)", true, false),
                Arguments.of(
                        new IllegalStateException(new IOException("10.0.0.1")), broken + " (IOException)", true, true),
                Arguments.of(
                        new DecoderException("HTTP/7"),
                        "malformed: the upstream's answer is not valid HTTP (DecoderException)",
                        false,
                        false),
                Arguments.of(new IllegalArgumentException("10.0.0.1"), "internal: an unexpected failure", false, false),
                Arguments.of(new NullPointerException("10.0.0.1"), "internal: an unexpected failure", false, false),
                Arguments.of(
                        new RuntimeException(Failure.of(Failure.Code.TOO_LARGE, "too much")),
                        "too-large: too much",
                        false,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thrown")
    void readsAnException(Throwable thrown, String failure, boolean temporary, boolean closed) {
        assertEquals(failure, HttpFailures.classify(thrown).toString());
        assertEquals(temporary, HttpFailures.classify(thrown).isTemporary());
        assertEquals(closed, HttpFailures.isClosed(thrown));
    }
}
