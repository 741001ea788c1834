package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path below another one, and headers as expressions see them. */
class WebRequestTest {
    @ParameterizedTest
    @CsvSource({
        "'', /a/b, /a/b",
        "/, /a/b, /a/b",
        "/a, /a/b, /b",
        "/a/, /a/b, /b",
        "/a, /a, ''",
        "/a, /a/, /",
        "/a, /ab, /ab",
        "/a, /b/a, /b/a",
        "/a, /a/a/b, /a/b",
        "/a/b, /a, /a",
        "/a, /%61/b, /%61/b"
    })
    void losesTheBasePathWhereItHasIt(String basePath, String path, String below) {
        WebRequest request = new WebRequest("GET", path, Map.of(), Map.of(), Map.of(), new byte[0], CallContext.NONE);

        assertEquals(below, request.below(basePath).path());
    }

    @Test
    void joinsRepeatedHeadersWithCommasAndCookiesWithSemicolons() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Cookie", List.of("a=1", "b=2"));
        headers.put("Accept", List.of("text/html"));
        headers.put("accept", List.of("*/*"));

        assertEquals(Map.of("cookie", "a=1; b=2", "accept", "text/html, */*"), WebRequest.joined(headers));
    }
}
