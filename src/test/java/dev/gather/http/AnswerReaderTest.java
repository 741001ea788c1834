package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.source.BodyForm;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer is, by its content type, its encoding and its bytes. */
class AnswerReaderTest {
    private static final long MAX_BODY = 100_000;
    private static final long MEMORY = 10_000_000;

    private static final AnswerRules TEXT = new AnswerRules(BodyForm.TEXT, Set.of(), false, false, false, false);
    private static final AnswerRules BASE64 = new AnswerRules(BodyForm.BASE64, Set.of(), false, false, false, false);

    private static HttpAnswer answer(String type, String coding, byte[] body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", type)
                .add("Content-Encoding", coding)
                .add("Set-Cookie", "a=1")
                .add("set-cookie", "b=2");
        return new HttpAnswer(201, headers, body);
    }

    private static @Nullable Object read(AnswerRules rules, HttpAnswer answer, long memory) {
        return new AnswerReader(rules, MAX_BODY, new MemoryBudget(memory).share())
                .read(answer)
                .value();
    }

    private static @Nullable Object read(AnswerRules rules, String type, String coding, byte[] body) {
        return read(rules, answer(type, coding, body), MEMORY);
    }

    private static @Nullable Object json(String type, String coding, byte[] body) {
        return read(AnswerRules.DEFAULT, type, coding, body);
    }

    private static Failure failure(AnswerRules rules, String type, String coding, byte[] body) {
        return assertThrows(Failure.class, () -> read(rules, type, coding, body));
    }

    private static Failure failure(String type, String coding, byte[] body) {
        return failure(AnswerRules.DEFAULT, type, coding, body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
    void readsJsonWhateverItsType(String type) {
        Charset charset = type.toLowerCase(java.util.Locale.ROOT).contains("8859")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
        assertEquals(Map.of("name", "Zoë", "n", 1), json(type, "", "{\"name\": \"Zoë\", \"n\": 1}".getBytes(charset)));
        assertEquals(List.of("é", true), json(type, "", " [\"é\",true]\n".getBytes(charset)));
        assertEquals("é", json(type, "", "\"é\"".getBytes(charset)));
        assertEquals(5, json(type, "", "5".getBytes(charset)));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,EFBBBF", "UTF-16BE,FEFF", "UTF-16LE,FFFE"})
    void takesAByteOrderMarkOff(String charset, String mark) throws IOException {
        for (String type : List.of("application/json", "text/plain", "")) {
            assertEquals(Map.of("a", "ü"), json(type, "", marked(mark, "{\"a\":\"ü\"}", charset)));
        }
        assertEquals("grün", read(TEXT, "text/plain", "", marked(mark, "grün", charset)));
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
        assertEquals("über {", read(TEXT, type, "", "über {".getBytes(Charset.forName(charset))));
        assertEquals("[no json", read(TEXT, type, "", "[no json".getBytes(Charset.forName(charset))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "image/png", "text/html", "nonsense", ""})
    void readsAnEmptyBodyAsNull(String type) {
        for (BodyForm form : BodyForm.values()) {
            assertNull(read(new AnswerRules(form, Set.of(), false, false, false, false), type, "", new byte[0]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,          not the JSON that it claims to be",
        "application/problem+json,  not the JSON that it claims to be",
        "'text/html; charset=utf-8','an HTML page, not JSON'",
        "TEXT/CSV,                  'text/csv, not JSON'",
        "application/xml,           'application/xml, not JSON'",
        "'',                        not JSON",
        "/;;,                       not JSON",
        "text/<script>,             not JSON"
    })
    void refusesWhatIsNotJson(String type, String fault) {
        for (String wrong : List.of("{\"a\":", "<html>", "{} {}", "abc", "'a'", "{a:1}", "[1,]", "01", "nul", " ")) {
            assertEquals(
                    "malformed: the upstream's answer is " + fault + "; as: text on the source takes it as it is",
                    failure(type, "", utf8(wrong)).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream", "text/plain", "", "application/json"})
    void readsBytesOnlyAsBase64(String type) {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 0xFF};

        assertEquals("iVBORw0KGgoA/w==", read(BASE64, type, "", picture));
        for (AnswerRules rules : List.of(TEXT, AnswerRules.DEFAULT)) {
            Failure failure = failure(rules, type, "", picture);
            assertEquals(Failure.Code.MALFORMED, failure.code());
            assertTrue(failure.getMessage().endsWith("as: base64 on the source takes it as it is"));
        }
    }

    @Test
    void readsTextThatIsJsonAsText() {
        assertEquals("{\"a\":1}", read(TEXT, "application/json", "", utf8("{\"a\":1}")));
    }

    @Test
    void bringsStatusAndHeaders() {
        AnswerRules whole = new AnswerRules(BodyForm.JSON, Set.of(), true, true, false, false);
        Map<String, Object> headers =
                Map.of("content-type", "text/plain", "content-encoding", "", "set-cookie", "a=1, b=2");

        assertEquals(
                Map.of("status", 201, "headers", headers, "body", List.of(1)),
                read(whole, "text/plain", "", utf8("[1]")));
        AnswerRules described = new AnswerRules(BodyForm.JSON, Set.of(), false, true, false, false);
        Fetched fetched = new AnswerReader(described, MAX_BODY, new MemoryBudget(MEMORY).share())
                .read(answer("text/plain", "", utf8("[1]")));
        assertEquals(Optional.of(new Fetched.Response(201, Map.copyOf(asTexts(headers)))), fetched.response());
        assertEquals(List.of(1), fetched.value());
    }

    private static Map<String, String> asTexts(Map<String, Object> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    @Test
    void readsTheBodiesOfFailures() throws IOException {
        MemoryBudget memory = new MemoryBudget(MEMORY);

        assertEquals(Map.of("price", new BigDecimal("12.50")), failureBody(memory, "", utf8("{\"price\": 12.50}")));
        assertEquals(List.of(1), failureBody(memory, "gzip", encoded("gzip", utf8("[1]"))));
        assertEquals("<p>no</p>", failureBody(memory, "", utf8("<p>no</p>")));
        assertNull(failureBody(memory, "", new byte[0]));
        assertNull(failureBody(memory, "", new byte[] {(byte) 0xFF, 0}));
        assertNull(failureBody(memory, "gzip", utf8("no gzip")));
        assertNull(failureBody(memory, "br", utf8("{}")));
        assertNull(failureBody(memory, "gzip", encoded("gzip", new byte[FailureBody.MOST + 1])));
    }

    @Test
    void keepsNoBodyOfAFailureThatDoesNotFitIntoTheMemory() {
        MemoryBudget memory = new MemoryBudget(2_000);

        assertNull(failureBody(memory, "", utf8("[" + "1,".repeat(1_000) + "1]")));
        assertEquals(2_000, memory.share().left());
        assertEquals("[1,1", failureBody(memory, "", utf8("[1,1")));
    }

    private static @Nullable Object failureBody(MemoryBudget memory, String coding, byte[] body) {
        return FailureBody.of(answer("text/plain", coding, body), memory.share());
    }

    @Test
    void refusesJsonInEncodingsThatItIsNotIn() {
        byte[] utf32 = {0, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 1};
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x22, '"'};
        byte[] slash = {'[', '"', (byte) 0xC0, (byte) 0xAF, '"', ']'};
        byte[] half = {'[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ']'};
        for (byte[] body : List.of(utf32, overlong, slash, half)) {
            assertEquals(
                    Failure.Code.MALFORMED,
                    failure("application/json", "", body).code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "identity", "gzip, gzip"})
    void undoesEncodings(String coding) throws IOException {
        byte[] json = ("{\"a\":\"" + "x".repeat(5000) + "\"}").getBytes(StandardCharsets.UTF_8);
        String named = coding.replace("raw ", "");
        assertEquals(Map.of("a", "x".repeat(5000)), json("application/json", named, encoded(coding, json)));
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
            assertEquals(
                    Failure.Code.MALFORMED,
                    failure("application/json", coding, json).code());
        }
    }

    @Test
    void countsTheLimitAfterDecoding() throws IOException {
        byte[] bomb = encoded("gzip", new byte[50_000_000]);
        assertTrue(bomb.length < MAX_BODY);
        for (AnswerRules rules : List.of(AnswerRules.DEFAULT, TEXT, BASE64)) {
            assertEquals(
                    Failure.Code.TOO_LARGE,
                    failure(rules, "text/plain", "gzip", bomb).code());
        }
    }

    @Test
    void stopsReadingWhereTheMemoryEnds() {
        for (String body : List.of(
                "[" + "{},".repeat(1000) + "{}]", "[" + "1,".repeat(1000) + "1]", "\"" + "x".repeat(90_000) + "\"")) {
            assertStops(AnswerRules.DEFAULT, utf8(body));
        }
        assertStops(TEXT, utf8("x".repeat(90_000)));
        assertStops(BASE64, new byte[70_000]);
    }

    private static void assertStops(AnswerRules rules, byte[] body) {
        HttpAnswer answer = answer("", "", body);
        Failure failure = assertThrows(Failure.class, () -> read(rules, answer, 80_000));
        assertEquals(Failure.Code.TOO_LARGE, failure.code());
    }
}
