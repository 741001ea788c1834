package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Variables;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinsTest {
    private static Object evaluate(String text, Map<String, Object> values) throws ExpressionSyntaxException {
        return Expression.parse(text)
                .evaluate(Variables.within(() -> Duration.ofSeconds(5)).with(values));
    }

    @Test
    void nestsTheElementsOfOneListIntoThoseOfAnother() throws ExpressionSyntaxException {
        List<Object> orders = List.of(Map.of("id", 1), Map.of("id", 2));
        List<Object> items = List.of(
                Map.of("order_id", 1L, "sku", "a"),
                Map.of("order_id", 1.0, "sku", "b"),
                Map.of("order_id", 3, "sku", "c"));

        Object joined =
                evaluate("$join($orders, 'id', $items, 'order_id', 'items')", Map.of("orders", orders, "items", items));

        assertEquals(
                List.of(
                        Map.of("id", 1, "items", List.of(items.get(0), items.get(1))),
                        Map.of("id", 2, "items", List.of())),
                joined);
    }

    @Test
    void joinsManyRowsInLinearTime() throws ExpressionSyntaxException {
        List<Map<String, Object>> left = IntStream.range(0, 10_000)
                .mapToObj(i -> Map.<String, Object>of("id", i))
                .toList();
        List<Map<String, Object>> right = IntStream.range(0, 30_000)
                .mapToObj(i -> Map.<String, Object>of("of", i % 10_000, "n", i))
                .toList();

        // Comparing each with each would be 300 million comparisons, and take minutes in JSONata.
        List<?> joined = (List<?>) assertTimeout(
                Duration.ofSeconds(10),
                () -> evaluate("$join($left, 'id', $right, 'of', 'all')", Map.of("left", left, "right", right)));

        assertEquals(10_000, joined.size());
        assertEquals(3, ((List<?>) ((Map<?, ?>) joined.get(9_999)).get("all")).size());
    }

    @Test
    void joinsWhatIsNoListAsListsOfOneAndOfNothing() throws ExpressionSyntaxException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("order", Map.of("id", 1));
        values.put("items", null);

        assertEquals(
                List.of(Map.of("id", 1, "items", List.of())),
                evaluate("$join($order, 'id', $items, 'order_id', 'items')", values));
    }

    @Test
    void leavesTheJoinOfTextsToJsonata() throws ExpressionSyntaxException {
        assertEquals("a,b", evaluate("$join(['a', 'b'], ',')", Map.of()));
        assertEquals("ab", evaluate("['a', 'b'] ~> $join()", Map.of()));
        assertEquals("a", evaluate("$join('a')", Map.of()));
    }

    @Test
    void indexesAListByAKey() throws ExpressionSyntaxException {
        List<Object> rows = List.of(Map.of("id", 1, "n", "x"), Map.of("id", 2.0, "n", "y"));

        assertEquals(Map.of("1", rows.get(0), "2", rows.get(1)), evaluate("$index($rows, 'id')", Map.of("rows", rows)));
        assertEquals("y", evaluate("$lookup($index($rows, 'id'), '2').n", Map.of("rows", rows)));
        assertEquals(
                "7:y",
                evaluate("$index & ':' & $lookup($index($rows, 'id'), '2').n", Map.of("rows", rows, "index", 7)));
    }
}
