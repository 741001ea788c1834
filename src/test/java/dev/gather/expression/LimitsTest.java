package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions whose texts, numbers or recursion would hold the event loop, fill the memory or overflow the stack. */
class LimitsTest {
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
        var unused = HostileValues.assertEndsInTime(text);
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
        var unused = HostileValues.assertEndsInTime(text);
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
        String failure = HostileValues.assertEndsInTime(text).failure();

        assertTrue(failure.matches("it took too long|it nests too deeply|it makes more than [0-9]+ values"), failure);
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
