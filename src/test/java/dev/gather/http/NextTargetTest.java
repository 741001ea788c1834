package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the next page may be. */
class NextTargetTest {
    private static final NextTarget SHOP = new NextTarget(origin("https://shop.test/v2/"), "/books/all?x=1&y=2");

    private static Origin origin(String url) {
        return new Origin(UpstreamUrl.of(URI.create(url)), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.test/v2/books?p=2,         /books?p=2",
        "HTTPS://SHOP.test:443/v2/books?p=2,     /books?p=2",
        "//shop.test/v2/books,                   /books",
        "/v2/books/all?p=2,                      /books/all?p=2",
        "/v2/,                                   /",
        "/v2/books/,                             /books/",
        "?p=2,                                   /books/all?p=2",
        "more?p=2,                               /books/more?p=2",
        "../music,                               /music",
        "../../../../v2/x,                       /x",
        "./all;p=2,                              /books/all;p=2",
        "#top,                                   /books/all?x=1&y=2",
        "?p=2#top,                               /books/all?p=2",
        "?p[n]=2&q=a|b c,                        /books/all?p%5Bn%5D=2&q=a%7Cb%20c",
        "?p=%C3%BC&q=ü,                          /books/all?p=%C3%BC&q=%C3%BC",
        "?key=secret&p=2,                        /books/all?p=2",
        "?k%65y=secret&p=2,                      /books/all?p=2",
        "?p=a+b%2Bc,                             /books/all?p=a+b%2Bc"
    })
    void followsWhatIsBelowTheUpstream(String reference, String target) {
        assertEquals(target, SHOP.of(reference, "key"::equals));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.test/v2/books",
                "https://shop.test:8443/v2/books",
                "https://shop.test.evil.test/v2/books",
                "https://shop.test@evil.test/v2/books",
                "https://me@shop.test/v2/books",
                "https://evil.test/v2/books",
                "//evil.test/v2/books",
                "https:books",
                "https:///v2/books",
                "mailto:me@shop.test",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "/",
                "/v1/books",
                "/v2",
                "/v20/books",
                "/v2/../v1/books",
                "../../v1",
                "/v2/%2e%2e/v1",
                "/v2/%252e%252e/v1",
                "/v2/..%2fv1",
                "/v2/..%5cv1",
                "/v2/..;/v1",
                "/v2/a\r\nb",
                "/v2/a%zz"
            })
    void refusesAllElse(String reference) {
        Failure refused = assertThrows(Failure.class, () -> SHOP.of(reference, name -> false));
        assertEquals(Failure.Code.MALFORMED, refused.code());
        assertEquals(-1, refused.getMessage().indexOf("test"));
    }

    @Test
    void refusesAReferenceThatIsVeryLong() {
        assertThrows(Failure.class, () -> SHOP.of("?" + "a".repeat(8_192), name -> false));
    }

    @Test
    void setsQueryParameters() {
        Map<String, Object> changed = new TreeMap<>();
        changed.put("y", Arrays.asList(3, null, "a&b"));
        changed.put("z", "ü");
        changed.put("x", null);

        assertEquals("/books/all?y=3&y=a%26b&z=%C3%BC", SHOP.with(changed));
        assertEquals("/books/all?x=1&y=2&p=2", SHOP.with(Map.of("p", 2)));
        assertEquals("/a?p=2", new NextTarget(origin("http://a"), "/a").with(Map.of("p", 2)));
        assertThrows(Failure.class, () -> SHOP.with(Map.of("p", List.of(Map.of()))));
    }
}
