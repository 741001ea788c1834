package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call is the same in a line and as a mapping, with whatever values. */
class OutlineTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            GET a:/b                                                       ; GET a:/b
            "GET a:/b/{% $input.id %}?c=1&d={% $input.d %}"                ; GET a:/b/{}?c=1&d={}
            { method: get, upstream: a, path: '/b/{% $input.id %}' }       ; GET a:/b/{}
            { method: PUT, upstreams: [a, b], path: /c, query: { d: 1, e: '{% $input.e %}' } } ; PUT a,b:/c?d={}&e={}
            { method: POST, upstream: a, path: '/b/{% $ %}{% ) %}' }       ; none
            [1]                                                            ; none
            """)
    void isOneLine(String http, String outline) {
        assertEquals(
                outline,
                new YamlReader("test.yaml", http, new Problems())
                        .read()
                        .flatMap(Outline::of)
                        .orElse("none"));
    }
}
