package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an author is told whose expression is not JSONata, and where. */
class SyntaxFaultsTest {
    /** The code in the library, an expression, the offset and what is said. */
    private static final Object[][] CASES = {
        {"S0101", "$a & \"b", 7, "a string lacks its closing quote"},
        {"S0102", "1e999", 0, "a number is out of range"},
        {"S0103", "'abc\\q'", 5, "the escape sequence \\q does not exist"},
        {"S0104", "'\\u12x'", 2, "\\u has to be followed by four hexadecimal digits"},
        {"S0105", "$a.`abc", 7, "a name lacks its closing `"},
        {"S0201", "$a ) b", 3, "')' cannot stand here, an operator or the end is expected"},
        {"S0201", "1 2", 2, "'2' cannot stand here, an operator or the end is expected"},
        {"S0202", "{'a' 1}", 5, "expected ':' and not '1'"},
        {"S0203", "[1,2", 4, "expected ']' before the end of the expression"},
        {"S0204", "$a ! 1", 3, "unknown operator '!'"},
        {"S0207", "1 +", 3, "unexpected end of the expression"},
        {"S0208", "function(a){1}", 9, "the parameter 'a' of a function has to be a variable, whose name starts with $"
        },
        {"S0209", "$a{x:y}[1]", 8, "a predicate cannot follow a grouping"},
        {"S0210", "$a{x:y}{z:w}", 0, "a step has only one grouping"},
        {"S0211", "? 1", 0, "'?' cannot begin an expression"},
        {"S0212", "1 := 2", 0, "the left side of := has to be a variable, whose name starts with $"},
        {"S0213", "$a.1", 3, "the literal '1' cannot be a step of a path"},
        {"S0214", "$a@b", 4, "the right side of @ has to be a variable, whose name starts with $"},
        {"S0215", "$a[0]@$b", 6, "@ has to stand before the predicates of its step"},
        {"S0216", "$a^(x)@$b", 7, "@ has to stand before the ^( ) of its step"},
        {"S0217", "%.a", 0, "there is no parent that % could mean here"},
        {"S0301", "//", 1, "a regular expression is empty"},
        {"S0302", "$a ~> /b", 8, "a regular expression lacks its closing /"},
        {"", "$a ~> /b{2,1}/", 0, "a regular expression is wrong: Illegal repetition range"},
        {"", "/* open", 0, "the expression is not complete"},
        {"", "$a@", 0, "the expression is not complete"},
        {
            "S0201",
            "$a '" + "x".repeat(60) + "'",
            65,
            "'" + "x".repeat(40) + "…' cannot stand here, an operator or the end is expected"
        },
    };

    @TestFactory
    Stream<DynamicTest> areToldInWords() {
        return Stream.of(CASES)
                .map(one -> DynamicTest.dynamicTest(one[1].toString(), () -> {
                    ExpressionSyntaxException thrown =
                            assertThrows(ExpressionSyntaxException.class, () -> Expression.parse((String) one[1]));

                    assertEquals(one[3], thrown.getMessage());
                    assertEquals(one[2], thrown.offset());
                }));
    }

    @Test
    void haveTheCodesThatTheTableSays() {
        Arrays.stream(CASES).filter(one -> !one[0].equals("")).forEach(one -> {
            JException thrown = assertThrows(JException.class, () -> Jsonata.jsonata((String) one[1]));
            assertEquals(one[0], thrown.getError());
        });
    }

    @Test
    void haveWordsForEachCodeOfTheParser() {
        for (int code = 101; code <= 302; code++) {
            JException thrown = new JException("S0" + code, 0, "token", "found");
            boolean known = !String.valueOf(thrown.getMessage()).startsWith("JSonataException");
            String words = SyntaxFaults.of(thrown, "").getMessage();

            assertFalse(words.contains("{{") || words.contains("null"), words);
            assertTrue(!known || !words.startsWith("it is not JSONata"), "S0" + code + ": " + words);
        }
    }
}
