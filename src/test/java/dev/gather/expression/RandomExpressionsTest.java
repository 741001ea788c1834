package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions over random values: each has a value or fails as expressions fail, and changes nothing. */
class RandomExpressionsTest {
    private static final int EXPRESSIONS = 3_000;
    private static final String SECRET = "hunter2";

    private static final List<String> FUNCTIONS = List.of(
            ("sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim"
                            + " pad match contains replace split join formatNumber formatBase formatInteger parseInteger"
                            + " number floor ceil round abs sqrt power boolean not map zip filter single reduce sift keys"
                            + " lookup append exists spread merge reverse each error assert type sort distinct"
                            + " base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl"
                            + " toMillis fromMillis clone index")
                    .split(" "));
    private static final List<String> LEAVES = List.of(
            ("1~-1~0~2.5~1e10~'a'~''~'abc😀'~'\\ud83d'~null~true~false~[]~{}~[1, 2, 3]~['a', 'b']~[null]~[[1], [2]]"
                            + "~{'a': 1}~[{'a': 1}, {'a': 'x'}]~$nothing~$null~$list~$object~$big~$decimal~$huge~$secret"
                            + "~function($x) { $x }~function($a, $b) { $a }~$sum~$map~/a/~/(x)|(a)/i~/x*/~'#,##0.00'"
                            + "~'[Y0001]-[M01]'~'W'~[1..5]~'2017-01-01'~1510067557121~'%41%zz'~[$sum]")
                    .split("~"));
    private static final List<String> OPERATORS = List.of("+ - * / % = != < <= > >= & and or in ~> ?: ?? .".split(" "));
    private static final List<String> SUFFIXES =
            List.of(".a .* .** [0] [-1] [a=1] [] ^(a) ^(>$) {'k':$} {$string():$} #$i @$v.$v [[0,1]] [1.7]".split(" "));

    private final Random random = new Random(20_261_125);

    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("null", null);
        values.put(
                "list",
                Collections.unmodifiableList(Arrays.asList(null, 1, "a", Map.of("a", 1), List.of(1, 2), List.of())));
        values.put("object", Map.of("a", Map.of("b", List.of(1, 2, 3))));
        values.put("big", new BigInteger("18446744073709551616"));
        values.put("decimal", new BigDecimal("12.50"));
        values.put("huge", new BigDecimal("1e999999999"));
        values.put("secret", SECRET);
        return values;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String expression(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(11)) {
            case 0, 1, 2, 3 -> call(depth - 1);
            case 4 -> "(" + expression(depth - 1) + " " + any(OPERATORS) + " " + expression(depth - 1) + ")";
            case 5 -> expression(depth - 1) + any(SUFFIXES);
            case 6 -> "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
            case 7 -> "{'p': " + expression(depth - 1) + "}";
            case 8 -> expression(depth - 1) + " ~> |" + expression(depth - 1) + "|" + expression(depth - 1) + "|";
            case 10 -> "[" + expression(depth - 1) + ".." + expression(depth - 1) + "]";
            default -> any(LEAVES);
        };
    }

    private String call(int depth) {
        StringBuilder call = new StringBuilder("$" + any(FUNCTIONS) + "(");
        int arguments = random.nextInt(4);
        for (int i = 0; i < arguments; i++) {
            call.append(i == 0 ? "" : ", ").append(random.nextInt(12) == 0 ? "?" : expression(depth));
        }
        return call.append(")").toString();
    }

    /** The value, or the failure's message. */
    private static Object outcome(Expression expression, Map<String, Object> values) {
        try {
            return expression.evaluate(
                    Variables.within(() -> Duration.ofSeconds(20)).with(values));
        } catch (EvaluationException e) {
            assertFalse(e.getMessage().contains(SECRET), e.getMessage());
            return e.getMessage();
        }
    }

    @Test
    void haveAValueOrFailAndChangeNothing() {
        Map<String, Object> values = values();
        int evaluated = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = expression(3);
            try {
                Expression expression = Expression.parse(text);
                assertEquals(outcome(expression, values), outcome(expression, values), text);
                evaluated++;
            } catch (ExpressionSyntaxException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
        assertTrue(evaluated > EXPRESSIONS / 2, evaluated + " of them can be parsed");
        assertEquals(values(), values);
    }
}
