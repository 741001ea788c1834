package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates expressions over a few values of all classes, and compares the result with JSON. */
final class JsonataCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonataCases() {}

    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("int", 1);
        values.put("long", 1L);
        values.put("double", 1.0);
        values.put("decimal", new BigDecimal("1.00"));
        values.put("big", new BigInteger("1"));
        values.put("price", new BigDecimal("12.50"));
        values.put("three", new BigDecimal("3.00"));
        values.put("id", 9_007_199_254_740_993L);
        values.put("unsigned", new BigInteger("18446744073709551615"));
        values.put("exact", new BigDecimal("12345678901234567890.0000000002"));
        values.put("nineteen", 5_000_000_000_000_000_000L);
        values.put("nineteenUnsigned", new BigInteger("5000000000000000000"));
        values.put("nulls", Arrays.asList(null, 1, null));
        values.put("keys", List.of(Map.of("k", 2, "n", "a"), Map.of("k", 1, "n", "b"), Map.of("k", 2, "n", "c")));
        values.put("text", "a😀b");
        return values;
    }

    static Object evaluate(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(values());
        return Expression.parse(text).evaluate(variables);
    }

    static void assertIs(String text, String json) throws Exception {
        JsonNode expected = JSON.readTree(json);
        JsonNode actual = JSON.readTree(JSON.writeValueAsBytes(evaluate(text)));

        assertEquals(expected, actual);
    }
}
