package dev.gather.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a compressed answer, and which compressed bodies are read. */
class CompressionTest {
    private static final String LONG = "abc ".repeat(1000);

    private static WebAnswer answer(int status, String body) {
        return new WebAnswer(status, Map.of(), body.getBytes(UTF_8));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return zipped.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip               | true",
                "GZIP               | true",
                "br, gzip;q=0.8     | true",
                "gzip ; q=0.001     | true",
                "gzip;q=1.0,deflate | true",
                "gzip;q=0           | false",
                "gzip; q=0.000      | false",
                "gzip;Q=0           | false",
                "br                 | false",
                "''                 | false",
                ";                  | false",
                ",                  | false",
                "identity           | false",
                "gzipped            | false"
            })
    void compressesForWhoAcceptsIt(String accepted, boolean compressed) throws IOException {
        WebAnswer answer =
                Compression.gzip(Requests.with("GET", Map.of("accept-encoding", accepted)), answer(200, LONG));

        assertEquals(compressed ? "gzip" : null, answer.headers().get("content-encoding"));
        assertEquals("accept-encoding", answer.headers().get("vary"));
        byte[] content = compressed
                ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
                : answer.body();
        assertEquals(LONG, new String(content, UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "short answers fit one packet anyway, 200, 1399, accept-encoding,",
        "long ones do not,                    200, 1400, accept-encoding, gzip",
        "what is not modified varies as well, 304, 0,    accept-encoding,",
        "failures do not vary,                502, 5000, ,"
    })
    void saysWhatAnAnswerVariesBy(String unusedName, int status, int size, String vary, String encoding) {
        WebRequest request = Requests.with("GET", Map.of("accept-encoding", "gzip"));

        WebAnswer answer = Compression.gzip(request, answer(status, "x".repeat(size)));

        assertEquals(vary, answer.headers().get("vary"));
        assertEquals(encoding, answer.headers().get("content-encoding"));
    }

    @ParameterizedTest
    @CsvSource({"'\"a\"', 'W/\"a\"'", "'W/\"a\"', 'W/\"a\"'"})
    void makesTagsWeak(String tag, String weak) {
        WebAnswer tagged = answer(200, LONG).with(Map.of("etag", tag));

        WebAnswer answer = Compression.gzip(Requests.with("GET", Map.of("accept-encoding", "gzip")), tagged);

        assertEquals(weak, answer.headers().get("etag"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 5", "X-GZIP, 5", "' gzip ', 5"})
    void readsACompressedBodyUpToTheLimit(String encoding, int limit) throws IOException {
        WebRequest request = Requests.with("POST", Map.of("content-encoding", encoding), zipped("hello"));

        assertEquals("hello", new String(Compression.content(request, limit), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"identity", "''", "IDENTITY"})
    void leavesABodyAsItIs(String encoding) {
        WebRequest request = Requests.with("POST", Map.of("content-encoding", encoding), "hello".getBytes(UTF_8));

        assertEquals("hello", new String(Compression.content(request, 0), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"br", "deflate", "'gzip, gzip'", "zip"})
    void refusesOtherEncodings(String encoding) {
        WebRequest request = Requests.with("POST", Map.of("content-encoding", encoding), new byte[] {1});

        Failure failure = assertThrows(Failure.class, () -> Compression.content(request, 9));

        assertEquals(Failure.Code.UNSUPPORTED_MEDIA_TYPE, failure.code());
    }

    @Test
    void refusesABodyThatGrowsBeyondTheLimit() throws IOException {
        WebRequest request = Requests.with("POST", Map.of("content-encoding", "gzip"), zipped("hello"));

        Failure failure = assertThrows(Failure.class, () -> Compression.content(request, 4));

        assertEquals(Failure.Code.BODY_TOO_LARGE, failure.code());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "12", "20"})
    void refusesABodyThatIsCutOff(int bytes) throws IOException {
        byte[] whole = zipped("hello");
        byte[] cut = java.util.Arrays.copyOf(whole, bytes);
        WebRequest request = Requests.with("POST", Map.of("content-encoding", "gzip"), cut);

        Failure failure = assertThrows(Failure.class, () -> Compression.content(request, 9));

        assertEquals(Failure.Code.INVALID_REQUEST, failure.code());
    }
}
