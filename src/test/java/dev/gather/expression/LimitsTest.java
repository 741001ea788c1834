package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that would hold the event loop, fill the memory or overflow the stack. */
class LimitsTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    /** What an evaluation may take of the processor beyond its limit: far less in fact, and little on a busy machine. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Map<String, Object> VALUES = values();

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("t", IntStream.rangeClosed(1, 39).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        values.put("long", "ab".repeat(500_000));
        values.put("ones", "a".repeat(1_000_000));
        values.put("rare", "a".repeat(1_000) + "b" + "a".repeat(1_000));
        values.put("rows", rows());
        values.put("oneHash", textsOfOneHash());
        values.put("huge", new BigDecimal("1e999999999"));
        values.put("tiny", new BigDecimal("-1e-999999999"));
        values.put("deep", deep());
        values.put("sharp", "ß".repeat(1_000_000));
        values.put("dotted", "İ".repeat(1_000_000));
        return values;
    }

    private static List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(Map.of("id", i, "k", 1, "text", "x" + i));
        }
        return rows;
    }

    private static List<String> textsOfOneHash() {
        List<String> texts = List.of("");
        for (int i = 0; i < 14; i++) {
            texts = texts.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        return texts;
    }

    private static Object deep() {
        Object deep = 1;
        for (int i = 0; i < 800; i++) {
            deep = Map.of("c", List.of(deep));
        }
        return deep;
    }

    /** What came of an evaluation, and the time of the processor that it took. */
    private record Ending(Object value, String failure, Duration took) {}

    private static Ending evaluate(String text) throws ExpressionSyntaxException {
        Expression expression = Expression.parse(text);
        Variables variables = Variables.within(() -> LIMIT).with(VALUES);
        long start = THREADS.getCurrentThreadCpuTime();
        Object value = null;
        String failure = "";
        try {
            value = expression.evaluate(variables);
        } catch (EvaluationException e) {
            failure = e.getMessage();
        }
        return new Ending(value, failure, Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$match($t, /^(.*?,){11}P/)",
                "$uppercase($sharp)",
                "$lowercase($dotted)",
                "$fromMillis(0, '[Y,200000-200000]', '+0000')",
                "$fromMillis(0, '[M,1000000-1000000]')",
                "$fromMillis(0, '[D,1000000-*][D,1000000-*]')",
                "$now('[Y,300000]')",
                "$contains($t, /^(.*?,){11}P/)",
                "$replace($t, /^(.*?,){11}P/, 'x')",
                "$split($t, /^(.*?,){11}P/)",
                "$t ~> /^(.*?,){11}P/",
                "$contains($long, /^(a|b)*$/)",
                "$contains($long, /^(a+)+$/)",
                "$match($long, /a/)",
                "$replace($long, /a/, '$0$0$0$0')",
                "$replace($long, 'a', $long)",
                "$replace($long, /a/, function($m) { $m.match & 'x' })",
                "$contains($ones, $rare)",
                "$split($ones, $rare)",
                "$substringBefore($ones, $rare)",
                "$split($long, '')",
                "$split($long, 'a')",
                "$pad('', 1000000)",
                "$pad('', 2000000000)",
                "$pad('x', -2000000000, 'abc')",
                "$pad('', 9000000, $long)",
                "$uppercase($long)",
                "$trim($long)",
                "$encodeUrlComponent($long)",
                "$decodeUrlComponent($long)",
                "$base64encode($long)",
                "$base64decode($long)",
                "$reduce([1..40], function($a, $i) { $a & $a }, 'x')",
                "($f := function($s) { $f($s & $s) }; $f('x'))",
            })
    void boundsWhatTextsTake(String text) throws ExpressionSyntaxException {
        var unused = assertEndsInTime(text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$reduce([1..50000], $append)",
                "$reduce([1..50000], function($a, $b) { [$a, $b] })",
                "$reduce([1..40], function($a, $i) { $append($a, $a) }, [1])",
                "$reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1])",
                "$string($reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1]))",
                "$boolean($reduce([1..40], function($a, $i) { [[$a], [$a]] }, [0]))",
                "$keys($reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1]))",
                "$spread($reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1]))",
                "$reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1]).x",
                "$reduce([1..40], function($a, $i) { [[$a], [$a]] }, [1]).*",
                "$reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, 1)",
                "$reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, 1).**",
                "$distinct([$reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, 1), 1])",
                "$reduce([1..40], function($a, $i) { {'a': $a, 'b': $a} }, 1) ~> |$|{'x': 1}|",
                "[0] = $reduce([1..40], function($a, $i) { [$a, $a] }, [0])",
                "$join($rows, 'k', $rows, 'k', 'all')",
                "$join($rows, 'k', $rows, 'k', 'all').all",
                "$rows.($rows[k = 1])",
                "$rows.$rows.$rows",
                "$map($rows, function($r) { $rows })",
                "$string($map($rows, function($r) { $rows }))",
                "$sum([1..9999999])",
                "$average([1..9999999])",
                "$max([1..9999999])",
                "[1..10000000]",
                "[[1..9999999], [1..9999999]]",
                "$map([1..10000000], function($x) { $x })",
                "$filter([1..10000000], function($x) { false })",
                "[1..9999999][$ = 5]",
                "$append([1..999999], [1..999999])",
                "$sort($shuffle([1..100000]))",
                "$sort($shuffle([1..100000]), function($a, $b) { $a > $b })",
                "$sort($shuffle([1..100000]), function($a, $b) { true })",
                "$shuffle([1..1000000])",
                "$reverse([1..1000000])",
                "$zip([1..9999999], [1..9999999])",
                "$distinct([1..9999999])",
                "[1..1000000]^(-$)",
                "$rows^(>k, <id)",
                "$rows{'x': $sum(id)}",
                "$rows{$string(id): $}",
                "$rows@$a.$rows@$b.{'a': $a.id, 'b': $b.id}",
                "$rows#$i.$rows#$j[$i = $j]",
                "$rows.text.%.text",
                "$rows.**.**.**",
                "$deep.**.**",
                "$rows.*.*",
                "$each($merge($map([1..100000], function($i) { {$string($i): $i} })), function($v, $k) { $k })",
                "$sift($rows[0], function($v) { [1..9999999][$ = 5] })",
                "$rows[$ in $rows]",
                "$rows in $rows",
                "$rows = $rows",
                "$string($rows, true)",
            })
    void boundsWhatListsAndObjectsTake(String text) throws ExpressionSyntaxException {
        var unused = assertEndsInTime(text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$distinct($oneHash)",
                "$distinct($oneHash.[$])",
                "$distinct($oneHash.{'k': $})",
                "$index($oneHash.{'a': $}, 'a')",
                "$join($oneHash.{'a': $}, 'a', $oneHash.{'a': $}, 'a', 'b')",
                "$join($oneHash.{'a': [$]}, 'a', $oneHash.{'a': [$]}, 'a', 'b')",
                "$oneHash{$: 1}",
            })
    void findsKeysOfEqualHash(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(VALUES);
        long start = THREADS.getCurrentThreadCpuTime();

        Object found = Expression.parse(text).evaluate(variables);

        assertEquals(16_384, found instanceof Map<?, ?> map ? map.size() : ((List<?>) found).size());
        assertTrue(THREADS.getCurrentThreadCpuTime() - start < 5_000_000_000L);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$huge + 1",
                "$huge > 1",
                "$huge = $huge",
                "$string($huge)",
                "$huge & $tiny",
                "$round($huge, 5)",
                "$round($huge, -5)",
                "$floor($tiny)",
                "$ceil($tiny)",
                "$round($tiny, 400)",
                "$abs($huge)",
                "-$huge",
                "$huge % 3",
                "[1..$huge]",
                "$rows[$huge]",
                "$formatBase($huge)",
                "$formatNumber($huge, '0')",
                "$formatInteger($huge, 'w')",
                "$fromMillis($huge)",
                "$fromMillis(1e300)",
                "$substring('abc', $huge)",
                "$pad('a', $huge)",
                "$power($huge, $huge)",
                "$sqrt($huge)",
                "$sort([$huge, $tiny, 1])",
                "$max([$huge, 1])",
                "$distinct([$huge, $huge, 1])",
                "$index([{'a': $huge}], 'a')",
                "$number('1e999999999')",
                "$number('-1e-999999999')",
                "$boolean($tiny)",
            })
    void boundsWhatNumbersTake(String text) throws ExpressionSyntaxException {
        assertTrue(assertEndsInTime(text).took().toMillis() < 300);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "($f := function($n) { $f($n + 1) }; $f(0))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(0))",
                "($f := function() { $f() ~> $string() }; $f())",
                "($f := function($x) { $map([1, 2], $f) }; $f(1))",
                "($f := function($n) { $n < 2 ? 1 : $f($n - 1) + $f($n - 2) }; $f(60))",
                "($f := function($x) { $x($x) }; $f($f))",
                "($f := function($n) { $n > 0 ? $f($n) : 1 }; $f(1))",
                "($f := function($n) { ($n; $f($n)) }; $f(1))",
                "($f := function($n) { [$f($n)] }; $f(1))",
                "($f := function($n) { {'a': $f($n)} }; $f(1))",
                "($f := function($n) { $f($n) and true }; $f(1))",
                "($f := function($n) { $rows[$f($n)] }; $f(1))",
                "($f := function($n) { $rows^($f($n)) }; $f(1))",
                "($f := function($n) { $sort($rows, $f) }; $f(1))",
            })
    void endsRecursionsAndLoopsThatDoNotEnd(String text) throws ExpressionSyntaxException {
        String failure = assertEndsInTime(text).failure();

        assertTrue(failure.matches("it took too long|it nests too deeply|it makes more than [0-9]+ values"), failure);
    }

    private static Ending assertEndsInTime(String text) throws ExpressionSyntaxException {
        Ending ending = evaluate(text);

        assertTrue(ending.took().compareTo(LIMIT.plus(MARGIN)) < 0, "it took " + ending.took());
        return ending;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$map($l, function($x) { {'a': $x.a, 'b': $x.b} })",
                "$filter($l, function($x) { $x.k in [0, 1] })",
                "$l.(k in [0, 1] ? 'x' : 'y')",
                "$l.[a, b, [k]]",
                "$l[a >= 0].{'a': a, 'b': b & '!'}",
                "$l^(>a)",
                "$reduce($l, function($sum, $x) { $sum + $x.a }, 0) > 0 ? $l : []",
                "($f := function($n, $s) { $n = 0 ? $s : $f($n - 1, $s + $n) }; $f(100000, 0) > 0 ? $l : [])",
            })
    void evaluatesOverAHundredThousandElements(String text) throws ExpressionSyntaxException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            list.add(Map.of("a", i, "b", "b", "k", i % 2));
        }
        Variables variables = Variables.within(() -> Duration.ofSeconds(60)).with(Map.of("l", list));

        assertEquals(100_000, ((List<?>) Expression.parse(text).evaluate(variables)).size());
    }

    @Test
    void walksTreesOfAHundredLevels() throws ExpressionSyntaxException {
        Object tree = Map.of("n", 0, "c", List.of());
        for (int i = 1; i < 100; i++) {
            tree = Map.of("n", i, "c", List.of(tree, Map.of("n", 0, "c", List.of())));
        }
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(Map.of("tree", tree));
        Expression sum = Expression.parse("($f := function($t) { $t.c ? $t.n + $sum($t.c.$f($)) : $t.n }; $f($tree))");

        assertEquals(4950, sum.evaluate(variables));
    }

    @Test
    void evaluatesWhatIsBriefAlsoWhereNoTimeIsLeft() throws ExpressionSyntaxException {
        Variables late = Variables.within(() -> Duration.ZERO).with("x", Map.of("y", 1));

        assertEquals(2, Expression.parse("$x.y + 1").evaluate(late));
    }

    @Test
    void refusesAValueThatNestsMoreDeeplyThanJsonMay() throws ExpressionSyntaxException {
        Expression nested = Expression.parse("$reduce([1..2000], function($a, $i) { [[$a]] }, [[1]])");
        Variables variables = Variables.within(() -> Duration.ofSeconds(20));

        EvaluationException thrown = assertThrows(EvaluationException.class, () -> nested.evaluate(variables));

        assertEquals("it nests too deeply", thrown.getMessage());
    }
}
