package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gather.evaluation.EvaluationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are found without an evaluation come to what the evaluation of the same path does. */
class PlainPathTest {
    private static final List<String> NAMES = List.of("a", "b", "next", "a-b");

    /** Stands for nothing, which is not null. */
    private static final Object NOTHING = new Object();

    private final Random random = new Random(14);

    /** The same path in two ways: a block is evaluated, and its value is that of what it contains. */
    private static void assertSameAsEvaluated(String path, Variables variables) throws ExpressionSyntaxException {
        Object plain = Expression.parse(path).evaluateOr(NOTHING, variables);
        Object evaluated = Expression.parse("(" + path + ")").evaluateOr(NOTHING, variables);
        assertEquals(evaluated, plain, () -> path + " over " + variables.get("x"));
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 11)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextBoolean();
            case 3 -> new BigDecimal("1.50");
            case 4 -> random.nextDouble();
            case 5 -> "";
            case 6 -> "text";
            case 7, 8 -> object(depth);
            default -> list(depth);
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        NAMES.stream().filter(name -> random.nextInt(3) > 0).forEach(name -> object.put(name, value(depth - 1)));
        return object;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private String path() {
        StringBuilder path = new StringBuilder("$x");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(".`").append(NAMES.get(random.nextInt(NAMES.size()))).append('`');
        }
        return path.toString();
    }

    @Test
    void areWhatTheirEvaluationComesTo() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            Variables variables = Variables.within(() -> Duration.ofSeconds(20))
                    .with("x", random.nextBoolean() ? object(3) : value(3));
            assertSameAsEvaluated(path(), variables);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$x",
                "$x.a",
                "$x.a.b",
                "$x.a[]",
                "$x.a[0]",
                "$x.'a'",
                "$x.a.$string()",
                "$x.a{'k': 1}",
                "$x.a@$v.b",
                "$x.*",
                "$x.a^(b)",
                "$missing",
                "$missing.a",
                "$nothing",
                "$nothing.a",
                "$undelivered",
                "$undelivered.a",
                "$uppercase",
                "$uppercase.a",
                "$x.next"
            })
    void areNoneWhereMoreIsMeant(String path) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("x", Map.of("a", Arrays.asList(Map.of("b", 1), null)));
        values.put("nothing", Variables.NOTHING);
        values.put("undelivered", Variables.UNDELIVERED);
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with(values);

        assertEquals(outcome("(" + path + ")", variables), outcome(path, variables));
    }

    private static Object outcome(String path, Variables variables) throws ExpressionSyntaxException {
        try {
            return String.valueOf(Expression.parse(path).evaluateOr("nothing", variables));
        } catch (EvaluationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void passOnTheValueItself() throws Exception {
        List<Object> rows = List.of(Map.of("id", 1));
        Variables variables = Variables.within(() -> Duration.ofSeconds(20)).with("x", Map.of("rows", rows));

        assertSame(rows, Expression.parse("$x.rows").evaluate(variables));
    }

    @Test
    void matchesHaveTheFunctionNextThatIsNoMember() throws Exception {
        Variables none = Variables.within(() -> Duration.ofSeconds(20));
        Object match = Expression.parse("$match('ab', /a/)").evaluate(none);

        assertSameAsEvaluated("$x.next", none.with("x", match));
    }
}
