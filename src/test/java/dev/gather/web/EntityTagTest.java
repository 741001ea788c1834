package dev.gather.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, 13.1.2: If-None-Match compares weakly. */
class EntityTagTest {
    /** Of the text {@code hello}: the first 15 bytes of its SHA-256. */
    private static final String TAG = "W/\"LPJNul-wow4m6Dsqxbni\"";

    private static WebAnswer answer(int status) {
        return new WebAnswer(status, Map.of("content-type", "text/plain"), "hello".getBytes(UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no condition           | ``                                          | 200",
                "another tag            | \"other\"                                   | 200",
                "the tag                | W/\"LPJNul-wow4m6Dsqxbni\"               | 304",
                "the tag, strongly      | \"LPJNul-wow4m6Dsqxbni\"                 | 304",
                "the tag among others   | \"a\", W/\"b\",W/\"LPJNul-wow4m6Dsqxbni\" | 304",
                "any                    | *                                           | 304",
                "the tag without quotes | LPJNul-wow4m6Dsqxbni                     | 200"
            })
    void answersNotModifiedWhereTheCallerHasIt(String unusedName, String condition, int status) {
        Map<String, String> headers = condition.isEmpty() ? Map.of() : Map.of("if-none-match", condition);

        WebAnswer answer = EntityTag.tagged(Requests.with("GET", headers), answer(200));

        assertEquals(status, answer.status());
        assertEquals(TAG, answer.headers().get("etag"));
        assertEquals(status == 200 ? "hello" : "", new String(answer.body(), UTF_8));
        assertEquals(status == 200, answer.headers().containsKey("content-type"));
    }

    @ParameterizedTest
    @CsvSource({"POST, 200", "GET, 404", "GET, 502", "DELETE, 200"})
    void tagsNothingButReadsThatSucceeded(String method, int status) {
        WebAnswer answer = answer(status);

        assertSame(answer, EntityTag.tagged(Requests.with(method, Map.of("if-none-match", "*")), answer));
    }

    @ParameterizedTest
    @CsvSource({"'\"mine\"', 304", "'W/\"mine\"', 304", "'\"yours\"', 200"})
    void keepsTheTagOfTheComposition(String condition, int status) {
        WebAnswer own = answer(200).with(Map.of("etag", "\"mine\""));

        WebAnswer answer = EntityTag.tagged(Requests.with("HEAD", Map.of("if-none-match", condition)), own);

        assertEquals(status, answer.status());
        assertEquals("\"mine\"", answer.headers().get("etag"));
    }
}
