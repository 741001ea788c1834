package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.JsonTemplate;
import dev.gather.expression.Variables;
import dev.gather.yaml.Place;
import dev.gather.yaml.Position;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final Variables VALUES = Variables.within(() -> Duration.ofSeconds(5))
            .with(Map.of("text", "no", "long", "x".repeat(999) + "😀y", "list", Arrays.asList(3, 1, 2)));

    private static EvaluationException thrown(String text) throws ExpressionSyntaxException {
        Expression expression = Expression.parse(text).at(new Place("f.yaml", new Position(1, 2), "output"));
        JsonTemplate document = new JsonTemplate.Evaluated("output", expression);
        return assertThrows(EvaluationException.class, () -> document.evaluate(VALUES), text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$error('no', 409) | no | 409",
                "$error('no', 409.0) | no | 409",
                "$error('no', 4e2) | no | 400",
                "$error('no', 599) | no | 599",
                "$error('no') | no | 0",
                "$error('no', $nothing) | no | 0",
                "$error($text & '!', 422) | no! | 422",
                "$error() | $error() function evaluated | 0",
                "$error($nothing, 409) | $error() function evaluated | 409",
                "$assert(false, 'no', 403) | no | 403",
                "$assert(false, 'no') | no | 0",
                "$assert($nothing, 'no') | no | 0",
                "$assert(false) | $assert() statement failed | 0",
                "'no' ~> $error(404) | no | 404",
                "'no' ~> $error() | no | 0",
                "($f := function($m) { $error($m, 404) }; 'no' ~> $f) | no | 404",
                "($f := $trim ~> function($m) { $error($m) }; $f(' no ')) | no | 0",
                "($f := $error(?, 404); $f('no')) | no | 404",
                "($f := function($n) { $n = 0 ? $error('no', 404) : $f($n - 1) }; $f(50)) | no | 404",
                "$map($list, function($v) { $error('no', 404) }) | no | 404",
                "$filter($list, function($v) { $error('no', 404) }) | no | 404",
                "$reduce($list, function($a, $b) { $error('no', 404) }) | no | 404",
                "$sort($list, function($a, $b) { $error('no', 404) }) | no | 404",
                "$single($list, function($a) { $error('no', 404) }) | no | 404",
                "$each({'a': 1}, function($v) { $error('no', 404) }) | no | 404",
                "$sift({'a': 1}, function($v) { $error('no', 404) }) | no | 404",
                "$replace('a', /a/, function($m) { $error('no', 404) }) | no | 404",
                "$list.($error('no', 404)) | no | 404",
                "$list[$error('no', 404)] | no | 404",
                "$list^($error('no', 404)) | no | 404",
                "$list{$error('no', 404): 1} | no | 404",
                "$list{'a': $error('no', 404)} | no | 404",
                "{'a': [1, $error('no', 404)]} | no | 404",
                "1 + $error('no', 404) | no | 404",
                "$sum([$error('no', 404)]) | no | 404",
                "$nothing ?? $error('no', 404) | no | 404",
                "false or $error('no', 404) | no | 404",
            })
    void refuseWithTheWordsOfTheAuthorWhereverTheyAreCalled(String text, String message, int status)
            throws ExpressionSyntaxException {
        EvaluationException thrown = thrown(text);

        assertTrue(thrown.isRefusal());
        assertEquals(message, thrown.getMessage());
        assertEquals(status, thrown.status());
        assertEquals("f.yaml:1:2 output", thrown.place());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$error('no', 399)",
                "$error('no', 600)",
                "$error('no', 404.5)",
                "$error('no', -404)",
                "$error('no', 1e300)",
                "$error('no', '404')",
                "$error('no', null)",
                "$error(404)",
                "$error(null)",
                "$error({'a': 1})",
                "$error(['no'])",
                "$error('no', 404, 1)",
                "$assert(false, 404)",
                "$assert(false, 'no', 200)",
                "$assert(1, 'no')",
                "$assert(null, 'no')",
            })
    void areFaultsOfTheExpressionThemselvesWithOtherArguments(String text) throws ExpressionSyntaxException {
        EvaluationException thrown = thrown(text);

        assertFalse(thrown.isRefusal());
        assertTrue(thrown.getMessage().matches("output: JSONata error (T0410|D3137|D3141) in .*"), thrown.getMessage());
    }

    @Test
    void saysWhatAStatusMayBe() throws ExpressionSyntaxException {
        assertEquals(
                "output: JSONata error D3137 in $error at character 7: the status has to be a whole number from 400 to 599",
                thrown("$error('no', 200)").getMessage());
    }

    @Test
    void refuseWithinATransformation() throws ExpressionSyntaxException {
        assertEquals("no", thrown("{'a': 1} ~> |$|{'b': $error('no', 404)}|").getMessage());
    }

    @Test
    void cutLongWordsButNoCharacter() throws ExpressionSyntaxException {
        assertEquals("x".repeat(999) + "…", thrown("$error($long)").getMessage());
    }

    @Test
    void letPassWhatHolds() throws ExpressionSyntaxException {
        assertNull(Expression.parse("$assert(true, 'no', 404)").evaluate(VALUES));
        assertEquals(
                List.of(3, 1, 2),
                Expression.parse("($assert($count($list) = 3, 'no'); $list)").evaluate(VALUES));
    }
}
