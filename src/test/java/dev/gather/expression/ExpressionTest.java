package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dashjoin.jsonata.Jsonata;
import dev.gather.evaluation.EvaluationException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Variables NONE = Variables.within(() -> Duration.ofSeconds(5));

    private static Object evaluate(String text, Map<String, Object> values) throws ExpressionSyntaxException {
        return Expression.parse(text).evaluate(NONE.with(values));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$customer.name | customer",
                "$orders[status = 'shipped'].id | orders",
                "$join($orders, 'id', $items, 'order_id', 'items') | items,orders",
                "($x := $orders; $x.id) | orders",
                "($orders := $orders[0]; $orders.id) | orders",
                "$map($orders, function($o) { $o.id + $input.offset }) | input,orders",
                "$orders@$o.$items[order_id = $o.id] | items,orders",
                "$orders#$i.(id + $i) | orders",
                "$sum($orders.total) & $string($index) | index,orders",
                "$index($orders, 'id') | orders",
                "$customer ? $customer.tier : $input.tier | customer,input",
                "$orders{ status: $count(id) } | orders",
                "$orders^(>total).id | orders",
                "($f := function($n) { $n > 0 ? $f($n - 1) : $limit }; $f(3)) | limit",
                "{ 'a': $a, 'b': [$b, 1..$c] } | a,b,c",
            })
    void findsTheVariablesThatItReadsAndDoesNotDefine(String text, String names) throws ExpressionSyntaxException {
        Set<String> found = Expression.parse(text).references().stream()
                .map(Reference::name)
                .collect(Collectors.toSet());

        assertEquals(Set.of(names.split(",")), found);
    }

    @Test
    void followsChainsAndTransformations() throws ExpressionSyntaxException {
        Set<String> chain = names("$orders ~> $map(function($o) { $o.id + $a })");
        Set<String> transformation = names("$a ~> | $ | {'x': $b} |");

        assertEquals(Set.of("orders", "a"), chain);
        assertEquals(Set.of("a", "b"), transformation);
    }

    private static Set<String> names(String text) throws ExpressionSyntaxException {
        return Expression.parse(text).references().stream().map(Reference::name).collect(Collectors.toSet());
    }

    @Test
    void knowsWhereAVariableStands() throws ExpressionSyntaxException {
        Reference reference =
                Expression.parse("1 + $custmer.name").references().iterator().next();

        assertEquals(new Reference("custmer", 4), reference);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "customer.name | 'customer' is looked up in nothing",
                "$sum(orders.total) | 'orders' is looked up in nothing",
                "join($a, ',') | 'join' is looked up in nothing",
                "$$.x | $$ is the context value",
                "1 + | unexpected end of the expression",
                "$a[ | expected ']' before the end",
                "/* open | not complete",
                "\"open | lacks its closing quote",
                "$a.(  | expected ')' before the end",
            })
    void refusesWhatCannotMeanAnything(String text, String fault) {
        ExpressionSyntaxException thrown = assertThrows(ExpressionSyntaxException.class, () -> Expression.parse(text));

        assertTrue(thrown.getMessage().contains(fault), thrown.getMessage());
    }

    @Test
    void refusesWhatIsTooLongOrNestsTooDeeply() {
        String parentheses = "(".repeat(20_000) + "1" + ")".repeat(20_000);
        String literal = "'" + "x".repeat(60_000) + "'";

        ExpressionSyntaxException deep =
                assertThrows(ExpressionSyntaxException.class, () -> Expression.parse(parentheses));
        ExpressionSyntaxException text = assertThrows(ExpressionSyntaxException.class, () -> Expression.parse(literal));

        assertTrue(deep.getMessage().startsWith("the expression nests too deeply"), deep.getMessage());
        assertEquals("the expression has more than 16384 characters", text.getMessage());
    }

    @Test
    void keepsValuesAsTheyAre() throws ExpressionSyntaxException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", 9_007_199_254_740_993L);
        row.put("nothing", null);

        assertEquals(row, evaluate("$row", Map.of("row", row)));
        assertEquals(9_007_199_254_740_993L, evaluate("$row.id", Map.of("row", row)));
        assertNull(evaluate("$row.nothing", Map.of("row", row)));
        assertEquals(List.of(Map.of("id", 1)), evaluate("$rows", Map.of("rows", List.of(Map.of("id", 1)))));
    }

    @Test
    void treatsASourceWithoutAValueAsNull() throws ExpressionSyntaxException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("customer", null);

        Object object = evaluate("{ 'customer': $customer, 'tier': $customer.tier }", values);

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("customer", null);
        assertEquals(expected, object);
        assertFalse(new JsonTemplate.Evaluated("output", Expression.parse("$customer")).isTrue(NONE.with(values)));
    }

    @Test
    void returnsTheTimeOfTheEvaluation() throws Exception {
        Expression expression = Expression.parse("$now()");
        Instant first = Instant.parse((String) expression.evaluate(NONE));
        Thread.sleep(5);
        Instant second = Instant.parse((String) expression.evaluate(NONE));

        assertNotEquals(first, second);
        assertTrue(Duration.between(second, Instant.now()).abs().toSeconds() < 60);
    }

    @Test
    void saysWhatIsWrongWithoutAValue() {
        EvaluationException thrown =
                assertThrows(EvaluationException.class, () -> evaluate("$secret + 1", Map.of("secret", "hunter2")));

        assertTrue(thrown.getMessage().contains("T2001"), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("hunter2"));
    }

    @Test
    void evaluatesOnManyThreadsAtOnce() throws Exception {
        Expression expression = Expression.parse("$sum($map($list, function($v) { $v * $factor }))");
        List<Integer> list = IntStream.rangeClosed(1, 100).boxed().toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> values = Map.of("list", list, "factor", i);
            tasks.add(() -> expression.evaluate(NONE.with(values)));
        }

        List<Future<Object>> results = threads.invokeAll(tasks);
        threads.shutdown();

        for (int i = 0; i < results.size(); i++) {
            assertEquals(5050 * i, ((Number) results.get(i).get()).intValue());
        }
    }

    /** The case also runs natively, where a function that nobody registered is not there. */
    @Test
    void hasAGoldenCaseWithEveryFunctionOfJsonata() throws Exception {
        var unused = Expression.parse("1").evaluate(NONE);
        Field frame = Jsonata.class.getDeclaredField("staticFrame");
        frame.setAccessible(true);
        Field bindings = Jsonata.Frame.class.getDeclaredField("bindings");
        bindings.setAccessible(true);
        String golden = Files.readString(Path.of("src/test/resources/golden/expression-functions.yaml"));

        for (Object name : ((Map<?, ?>) bindings.get(frame.get(null))).keySet()) {
            assertTrue(name.equals("eval") || golden.contains("$" + name + "("), name + " is missing");
        }
    }
}
