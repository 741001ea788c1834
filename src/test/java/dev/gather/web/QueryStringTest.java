package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
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
                "a=%ff              | {a=[\uFFFD]}",
                "a=1;b=2            | {a=[1;b=2]}"
            })
    void parsesAQuery(String query, String parameters) {
        assertEquals(parameters, QueryString.parse(query).toString());
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
