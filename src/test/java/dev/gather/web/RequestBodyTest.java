package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forms that take more memory than they seem to. */
class RequestBodyTest {
    private static Map<String, List<String>> fields(String form, long memory) {
        return RequestBody.fields(form.getBytes(StandardCharsets.UTF_8), memory);
    }

    @Test
    void readsAFormThatFits() {
        assertEquals(Map.of("a", List.of("1", "2"), "b", List.of("")), fields("a=1&a=2&b", 1_000));
    }

    @Test
    void refusesManyEmptyFields() {
        Failure failure = assertThrows(Failure.class, () -> fields("a&".repeat(4), 1_000));

        assertEquals("body-too-large: the body has more values than the function's memory takes", failure.toString());
    }

    @Test
    void refusesALongField() {
        assertThrows(Failure.class, () -> fields("a=" + "x".repeat(1_000), 1_000));
    }
}
