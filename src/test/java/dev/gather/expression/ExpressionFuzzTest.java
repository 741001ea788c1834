package dev.gather.expression;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** Common expressions over any values, and any text that an author may write as an expression. */
class ExpressionFuzzTest {
    private static final List<Expression> EXPRESSIONS = Stream.of(
                    "$v.a",
                    "$v[a = 1].b",
                    "$v.list[0]",
                    "$sum($v.a)",
                    "$v{id: b}",
                    "$map($v, function($x) {$x.a})",
                    "$sort($v, function($a, $b) {$a.id > $b.id})",
                    "$v^(a)",
                    "$join($v, 'id', $w, 'id', 'list')",
                    "$index($v, 'id')",
                    "$string($v)",
                    "$number($v.a)",
                    "$distinct($v)",
                    "$v.a & $w.b",
                    "$v.a + $w.b",
                    "$merge($v)",
                    "$match($v.a, /(a|b)*c/)",
                    "$replace($v.a, $w.a, 'x')",
                    "$split($v.a, $w.a)",
                    "$v.**",
                    "$pad($v.a, $w.b)",
                    "$formatNumber($v.a, '#,##0.00')",
                    "$fromMillis($v.a)",
                    "$substring($v.a, $w.b)",
                    "$v = $w",
                    "$v in $w",
                    "[$v.a..$w.b]",
                    "$reduce($v, $append)",
                    "$round($v.a, $w.b)",
                    "$zip($v, $w)")
            .map(ExpressionFuzzTest::parse)
            .toList();

    /** Loading the classes takes longer than a value may. */
    @BeforeAll
    static void loadsWhatWritesJson() {
        var unused = Values.text(Map.of());
    }

    private static Expression parse(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Variables variables(FuzzedDataProvider data) {
        return Variables.within(() -> Duration.ofMillis(500))
                .with("v", Json.value(data))
                .with("w", Json.value(data));
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void evaluatesOverAnyValues(FuzzedDataProvider data) {
        Expression expression = data.pickValue(EXPRESSIONS);
        Variables variables = variables(data);
        Limits.check(() -> Values.text(expression.evaluate(variables)), EvaluationException.class);
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void parsesAnyText(FuzzedDataProvider data) {
        Variables variables = variables(data);
        String text = data.consumeRemainingAsString();
        Limits.check(
                () -> Template.parse("x {% " + text + " %} y").evaluate(variables),
                ExpressionSyntaxException.class,
                EvaluationException.class);
    }
}
