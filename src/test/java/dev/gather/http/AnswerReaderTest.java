package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.source.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer is, by its content type, its encoding and its bytes. */
class AnswerReaderTest {
    private static final long MAX_BODY = 100_000;

    private static Object read(String type, String coding, byte[] body) {
        return read(type, coding, body, 10_000_000);
    }

    private static Object read(String type, String coding, byte[] body, long memory) {
        HttpAnswer answer = new HttpAnswer(200, type, coding, Optional.empty(), body);
        return new AnswerReader(MAX_BODY, new MemoryBudget(memory).share()).read(answer);
    }

    private static Object failure(String type, String coding, byte[] body) {
        return assertThrows(Failure.class, () -> read(type, coding, body)).code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=ISO-8859-1",
                "APPLICATION/JSON",
                "application/problem+json",
                "application/hal+json; profile=x",
                "text/json",
                "json",
                "",
                " ",
                "application/json, application/json",
                "text/plain",
                "text/html; charset=iso-8859-1",
                "application/octet-stream",
                "image/png"
            })
    void readsObjectsAndListsWhateverTheirType(String type) {
        Charset charset = type.toLowerCase(java.util.Locale.ROOT).contains("8859")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
        assertEquals(Map.of("name", "Zoë", "n", 1), read(type, "", "{\"name\": \"Zoë\", \"n\": 1}".getBytes(charset)));
        assertEquals(List.of("é", true), read(type, "", " [\"é\",true]\n".getBytes(charset)));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,EFBBBF", "UTF-16BE,FEFF", "UTF-16LE,FFFE"})
    void takesAByteOrderMarkOff(String charset, String mark) throws IOException {
        for (String type : List.of("application/json", "text/plain", "")) {
            assertEquals(Map.of("a", "ü"), read(type, "", marked(mark, "{\"a\":\"ü\"}", charset)));
        }
        assertEquals("grün", read("text/plain", "", marked(mark, "grün", charset)));
    }

    private static byte[] marked(String mark, String text, String charset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < mark.length(); i += 2) {
            bytes.write(Integer.parseInt(mark.substring(i, i + 2), 16));
        }
        bytes.write(text.getBytes(charset));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain; charset=iso-8859-1,ISO-8859-1",
        "text/plain,UTF-8",
        "'',UTF-8",
        "text/plain; charset=nonsense,UTF-8",
        "text/csv; charset=\"windows-1252\",windows-1252",
        "application/xml,UTF-8"
    })
    void readsTextInItsEncoding(String type, String charset) {
        assertEquals("über {", read(type, "", "über {".getBytes(Charset.forName(charset))));
        assertEquals("[no json", read(type, "", "[no json".getBytes(Charset.forName(charset))));
    }

    @Test
    void refusesWhatIsNeitherJsonNorText() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 0xFF};
        for (String type : List.of("image/png", "application/octet-stream", "text/plain", "", "application/pdf")) {
            assertEquals(Failure.Code.MALFORMED, failure(type, "", picture));
        }
        byte[] letters = "abc".getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("image/svg", ";;/", "multipart/form-data; boundary=x", "video/mp4", "nonsense")) {
            assertEquals(Failure.Code.MALFORMED, failure(type, "", letters));
        }
        for (String wrong : List.of("{\"a\":", "<html>", "{} {}", "abc", "'a'", "{a:1}", "[1,]", "01", "nul")) {
            byte[] body = wrong.getBytes(StandardCharsets.UTF_8);
            assertEquals(Failure.Code.MALFORMED, failure("application/json", "", body));
        }
    }

    @Test
    void refusesJsonInEncodingsThatItIsNotIn() {
        byte[] utf32 = {0, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 1};
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x22, '"'};
        byte[] slash = {'[', '"', (byte) 0xC0, (byte) 0xAF, '"', ']'};
        byte[] half = {'[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ']'};
        for (byte[] body : List.of(utf32, overlong, slash, half)) {
            assertEquals(Failure.Code.MALFORMED, failure("application/json", "", body));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "identity", "gzip, gzip"})
    void undoesEncodings(String coding) throws IOException {
        byte[] json = ("{\"a\":\"" + "x".repeat(5000) + "\"}").getBytes(StandardCharsets.UTF_8);
        String named = coding.replace("raw ", "");
        assertEquals(Map.of("a", "x".repeat(5000)), read("application/json", named, encoded(coding, json)));
    }

    private static byte[] encoded(String coding, byte[] content) throws IOException {
        byte[] encoded = content;
        for (String each : coding.split(", ", -1)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out =
                    switch (each.toLowerCase(java.util.Locale.ROOT)) {
                        case "deflate" -> new DeflaterOutputStream(bytes);
                        case "raw deflate" -> new DeflaterOutputStream(bytes, new Deflater(9, true));
                        case "identity" -> bytes;
                        default -> new GZIPOutputStream(bytes);
                    }) {
                out.write(encoded);
            }
            encoded = bytes.toByteArray();
        }
        return encoded;
    }

    @Test
    void refusesEncodingsThatAreUnknownOrWrong() {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        for (String coding : List.of("br", "zstd", "gzip", "deflate", "compress", "gzip,gzip,gzip,gzip")) {
            assertEquals(Failure.Code.MALFORMED, failure("application/json", coding, json));
        }
    }

    @Test
    void countsTheLimitAfterDecoding() throws IOException {
        byte[] bomb = encoded("gzip", new byte[50_000_000]);
        assertTrue(bomb.length < MAX_BODY);
        assertEquals(Failure.Code.TOO_LARGE, failure("text/plain", "gzip", bomb));
    }

    @Test
    void stopsReadingWhereTheMemoryEnds() {
        for (String body : List.of(
                "[" + "{},".repeat(1000) + "{}]", "[" + "1,".repeat(1000) + "1]", "\"" + "x".repeat(90_000) + "\"")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Failure failure = assertThrows(Failure.class, () -> read("application/json", "", bytes, 80_000));
            assertEquals(Failure.Code.TOO_LARGE, failure.code());
        }
        assertThrows(
                Failure.class,
                () -> read("text/plain", "", "x".repeat(90_000).getBytes(StandardCharsets.UTF_8), 80_000));
    }
}
