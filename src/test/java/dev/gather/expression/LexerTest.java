package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LexerTest {
    /** Every way in which an expression can be deep, by how many times its part is repeated. */
    private static Map<String, IntFunction<String>> shapes() {
        Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
        shapes.put("blocks", n -> "(".repeat(n) + "1" + ")".repeat(n));
        shapes.put("arrays", n -> "[".repeat(n) + "1" + "]".repeat(n));
        shapes.put("objects", n -> "{\"a\":".repeat(n) + "1" + "}".repeat(n));
        shapes.put("predicates in each other", n -> "$x" + "[$y".repeat(n) + "]".repeat(n));
        shapes.put("predicates in a row", n -> "$x" + "[1]".repeat(n));
        shapes.put("signs", n -> "-".repeat(n) + "1");
        shapes.put("sums", n -> "1" + "+1".repeat(n));
        shapes.put("words", n -> "$a" + " and $a".repeat(n));
        shapes.put("steps", n -> "$a" + ".b".repeat(n));
        shapes.put("steps in each other", n -> "$a" + ".(b".repeat(n) + ")".repeat(n));
        shapes.put("decisions", n -> "$a ? 1 : ".repeat(n) + "2");
        shapes.put("bindings", n -> "(" + "$a := ".repeat(n) + "1)");
        shapes.put("calls in each other", n -> "$string(".repeat(n) + "1" + ")".repeat(n));
        shapes.put("calls in a row", n -> "$f" + "(1)".repeat(n));
        shapes.put("functions", n -> "function($x){".repeat(n) + "1" + "}".repeat(n));
        shapes.put("chains", n -> "$a" + " ~> $f".repeat(n));
        shapes.put("defaults in a row", n -> "$a" + " ?: $a".repeat(n));
        shapes.put("defaults behind brackets", n -> "(".repeat(n) + "$a" + ")".repeat(n) + " ?? 1");
        shapes.put("sorts", n -> "$a" + "^(b".repeat(n) + ")".repeat(n));
        shapes.put("groups", n -> "$a" + "{\"a\": $a".repeat(n) + "}".repeat(n));
        shapes.put("comments", n -> "/**/".repeat(n) + "1");
        shapes.put("regular expressions", n -> "/" + "(".repeat(n) + "a" + ")".repeat(n) + "/.match");
        return shapes;
    }

    @TestFactory
    Stream<DynamicTest> letsThroughWhatTheParserHasStackFor() {
        return shapes().entrySet().stream()
                .map(shape -> DynamicTest.dynamicTest(shape.getKey(), () -> parseDeepest(shape.getValue())));
    }

    private static void parseDeepest(IntFunction<String> shape) throws InterruptedException {
        int deepest = 10;
        while (isLetThrough(shape.apply(deepest + 1))) {
            deepest++;
        }
        String expression = shape.apply(deepest);
        Throwable[] thrown = new Throwable[1];
        Thread parsing = new Thread(null, () -> thrown[0] = failure(expression), "parsing", 512 * 1024);
        parsing.start();
        parsing.join();
        assertEquals(null, thrown[0], expression);
    }

    private static boolean isLetThrough(String expression) {
        try {
            Lexer.check(expression);
            return true;
        } catch (ExpressionSyntaxException e) {
            return false;
        }
    }

    private static Throwable failure(String expression) {
        try {
            var unused = Expression.parse(expression);
            return null;
        } catch (ExpressionSyntaxException | Error e) {
            return e;
        }
    }

    @Test
    void countsOnlyWhatNests() throws ExpressionSyntaxException {
        Lexer.check("[" + "(1 + 2 * 3), ".repeat(1_000) + "4]");
        Lexer.check("($a := 1; " + "$b := $a + 1; ".repeat(1_000) + "$b)");
        Lexer.check("'" + "(".repeat(10_000) + "'");
        Lexer.check("\"" + "\\\"(".repeat(5_000) + "\"");
        Lexer.check("$a.`" + "(".repeat(10_000) + "`");
        Lexer.check("/* " + "((".repeat(5_000) + " */ 1");
        Lexer.check("$a / 1 " + "/ 1".repeat(100) + " /* ( */");
        Lexer.check("$match($a, /[\\/\"]/) & '" + "(".repeat(1_000) + "'");
    }

    @Test
    void distinguishesAMarkFromWhatLooksLikeOne() throws ExpressionSyntaxException {
        Map<String, String> ends = Map.of(
                "{% 1 %} {% 2 %}", " 1 ",
                "{% '%}' %}", " '%}' ",
                "{% '\\'%}' %}", " '\\'%}' ",
                "{% $a.{\"b\": %} %}", " $a.{\"b\": %} ",
                "{% /* %} */ 1 %}", " /* %} */ 1 ",
                "{% $match($a, /'%}/) %}", " $match($a, /'%}/) ",
                "{% $a / $b /* ' */ %}", " $a / $b /* ' */ ",
                "{% ($a %} and {% $b %}", " ($a ",
                "{% 'a %}", " 'a ",
                "{% $a.`%}` %}", " $a.`%}` ");
        for (Map.Entry<String, String> end : ends.entrySet()) {
            assertEquals(end.getValue(), end.getKey().substring(2, Lexer.end(end.getKey(), 2)), end.getKey());
        }
        assertEquals(-1, Lexer.end("{% 1", 2));
    }

    @Test
    void refusesWhatCopiesItself() {
        for (String expression : new String[] {
            "(((((((((($a ?? 1) ?? 1) ?? 1) ?? 1) ?? 1) ?? 1) ?? 1) ?? 1) ?? 1) ?? 1)",
            "[" + "$a ?: 1, ".repeat(500) + "1]",
            "$f({\"a\": [[[[[[$a ?: 1] ?: 1] ?: 1] ?: 1] ?: 1] ?: 1]}) ?? 1"
        }) {
            assertThrows(ExpressionSyntaxException.class, () -> Expression.parse(expression), expression);
        }
    }
}
