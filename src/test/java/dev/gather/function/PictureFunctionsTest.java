package dev.gather.function;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Expression;
import dev.gather.expression.ExpressionSyntaxException;
import dev.gather.expression.Variables;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$formatInteger(3000000000, 'A')",
                "$formatInteger(1e15, 'a')",
                "$formatInteger(4000000000, 'I')",
                "$formatInteger(1000000000, 'i')",
                "$parseInteger('zzzzzzzz', 'a')"
            })
    void refusesNumbersThatAPictureCannotShow(String text) throws ExpressionSyntaxException {
        Variables variables = Variables.within(() -> Duration.ofSeconds(5));
        Expression expression = Expression.parse(text);

        EvaluationException failure = assertThrows(EvaluationException.class, () -> expression.evaluate(variables));

        assertTrue(failure.getMessage().contains("too large"), failure.getMessage());
    }
}
