package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions over large or hostile lists and objects: they fail in time, or succeed in linear time. */
class ListLimitsTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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
        var unused = HostileValues.assertEndsInTime(text);
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
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(HostileValues.VALUES);
        long start = THREADS.getCurrentThreadCpuTime();

        Object found = Expression.parse(text).evaluate(variables);

        assertEquals(16_384, found instanceof Map<?, ?> map ? map.size() : ((List<?>) found).size());
        assertTrue(THREADS.getCurrentThreadCpuTime() - start < 5_000_000_000L);
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
}
