package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Variables;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextFunctionsTest {
    static Stream<String> texts() {
        String words = "Straße ΟΔΥΣΣΕΥΣ 😀 ŉ ";
        return Stream.of(words, words.repeat(40), words.repeat(400), "😀".repeat(3_001));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void changesTheCaseOfLongTextsAsOfShortOnes(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("t", text);

        Object upper = Expression.parse("$uppercase($t)").evaluate(variables);
        Object lower = Expression.parse("$lowercase($t)").evaluate(variables);

        assertEquals(text.toUpperCase(Locale.ROOT), upper);
        assertEquals(text.toLowerCase(Locale.ROOT), lower);
    }
}
