package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percent-encoded text, as it comes in URLs. */
class QueryStringTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | {}",
                "a=1                | {a=[1]}",
                "a=1&b=2            | {a=[1], b=[2]}",
                "a=1&b=2&a=3        | {a=[1, 3], b=[2]}",
                "a                  | {a=[]}",
                "a=                 | {a=[]}",
                "=1                 | {=[1]}",
                "&&a=1&             | {a=[1]}",
                "a=b=c              | {a=[b=c]}",
                "a=b+c%2Bd%20e      | {a=[b c+d e]}",
                "a+b%26=1           | {a b&=[1]}",
                "a=%C3%BC           | {a=[ü]}",
                "a=%F0%9F%98%80     | {a=[😀]}",
                "a=100%&b=%zz&c=%4  | {a=[100%], b=[%zz], c=[%4]}",
                "a=%2541            | {a=[%41]}",
                "a=%EF%BF%BD        | {a=[\uFFFD]}",
                "a=é%C3%A9          | {a=[éé]}",
                "a=%00%7f           | {a=[\u0000\u007F]}",
                "a=1;b=2            | {a=[1;b=2]}"
            })
    void parsesAQuery(String query, String parameters) {
        assertEquals(parameters, QueryString.parse(query).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "a=%ff, the parameter 'a'",
        "a=1&caf%C3%A9=x%E9y, the parameter 'café'",
        "a=%C3&b=%A9, the parameter 'a'",
        "a=%C0%AF, the parameter 'a'",
        "a=%ED%A0%BD, the parameter 'a'",
        "caf%E9=1, the name of a parameter",
        "%E9, the name of a parameter"
    })
    void refusesWhatIsNotInUtf8(String query, String what) {
        assertRefused(what, () -> QueryString.parse(query));
        assertRefused(what, () -> QueryString.parse(query.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesDecodedParametersAndSegmentsThatAreNotInUtf8() {
        assertRefused("the parameter 'a'", () -> QueryString.decoded(Map.of("a", List.of("1", "%E9"))));
        assertRefused("the name of a parameter", () -> QueryString.decoded(Map.of("%E9", List.of("1"))));
        assertRefused("the path", () -> QueryString.decodeSegment("caf%E9"));
    }

    @Test
    void refusesBytesOfAFormThatAreNotInUtf8() {
        byte[] latin1 = "a=caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf8 = "a=caf\u00e9%C3%A9".getBytes(StandardCharsets.UTF_8);

        assertRefused("the parameter 'a'", () -> QueryString.parse(latin1));
        assertEquals(Map.of("a", List.of("caf\u00e9\u00e9")), QueryString.parse(utf8));
    }

    @Test
    void shortensLongNamesInMessages() {
        String name = "%F0%9F%98%80".repeat(200);

        assertRefused("the parameter '" + "\uD83D\uDE00".repeat(100) + "…'", () -> QueryString.parse(name + "=%E9"));
    }

    private static void assertRefused(String what, Executable decoding) {
        Failure failure = assertThrows(Failure.class, decoding);

        assertEquals("invalid-request: " + what + " is not in UTF-8", failure.toString());
    }

    @ParameterizedTest
    @CsvSource({"a+b, a+b", "a%2Bb%20c, a+b c", "a%2Fb, a/b", "%, %", "%e2%82%ac, €"})
    void decodesASegmentOfAPath(String segment, String text) {
        assertEquals(text, QueryString.decodeSegment(segment));
    }

    @ParameterizedTest
    @CsvSource({"/a b/c, /a%20b/c", "/é+/100%, /%C3%A9%2B/100%25", "/a//b/, /a//b/", "/, /", "/a%20b, /a%2520b"})
    void encodesAPathThatWasDecoded(String decoded, String path) {
        assertEquals(path, QueryString.encodePath(decoded));
    }

    @ParameterizedTest
    @CsvSource({"a%20b, c%2Bd, a b, c+d", "a+b, c%25, a b, c%"})
    void decodesNamesAndValues(String name, String value, String decodedName, String decodedValue) {
        assertEquals(Map.of(decodedName, List.of(decodedValue)), QueryString.decoded(Map.of(name, List.of(value))));
    }
}
