package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms for upstreams, as the URL standard encodes them. */
class FormBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azAZ09*-._     | azAZ09*-._",
                "'a b'          | a+b",
                "a+b            | a%2Bb",
                "a&b=c          | a%26b%3Dc",
                "~!'()/?:@$,;   | %7E%21%27%28%29%2F%3F%3A%40%24%2C%3B",
                "ü€             | %C3%BC%E2%82%AC",
                "😀             | %F0%9F%98%80",
                "100%           | 100%25"
            })
    void encodesNamesAndValues(String text, String encoded) {
        assertEquals(encoded + "=" + encoded, FormBody.of(Map.of(text, text)));
    }

    @Test
    void encodesMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("price", new BigDecimal("12.50"));
        members.put("id", new BigInteger("18446744073709551615"));
        members.put("yes", true);
        members.put("none", null);
        members.put("empty", "");
        members.put("tags", Arrays.asList("a", null, 2));
        members.put("nothing", List.of());

        assertEquals("price=12.50&id=18446744073709551615&yes=true&empty=&tags=a&tags=2", FormBody.of(members));
        assertEquals("", FormBody.of(Map.of()));
        assertEquals("", FormBody.of(null));
        assertEquals("line=a%0D%0Ab", FormBody.of(Map.of("line", "a\r\nb")));
    }

    @Test
    void refusesWhatAFormCannotHold() {
        List<Object> refused = List.of(
                "text",
                5,
                List.of(Map.of("a", 1)),
                Map.of("a", Map.of("b", 1)),
                Map.of("a", List.of(List.of(1))),
                Map.of("a", "\ud83d"),
                Map.of("\ud83d", "a"));
        for (Object value : refused) {
            Failure failure = assertThrows(Failure.class, () -> FormBody.of(value));
            assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
        }
    }

    @Test
    void knowsTheContentTypeOfForms() {
        assertTrue(FormBody.isType("application/x-www-form-urlencoded"));
        assertTrue(FormBody.isType("Application/X-WWW-Form-Urlencoded ; charset=utf-8"));
        assertFalse(FormBody.isType("multipart/form-data; boundary=application/x-www-form-urlencoded"));
        assertFalse(FormBody.isType("application/json"));
    }
}
