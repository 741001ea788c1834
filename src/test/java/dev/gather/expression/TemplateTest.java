package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    private static final Variables VALUES = Variables.within(() -> Duration.ofSeconds(5))
            .with(Map.of("n", 2.0, "list", List.of(1), "name", "Ann", "flag", true));

    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of("{% $list %}", List.of(1)),
                Arguments.of("  {% $flag %} ", true),
                Arguments.of("{% $name %} has {% $n %} of {% $list %}, {% $flag %}", "Ann has 2 of [1], true"),
                Arguments.of("nothing: {% $name.x %}", "nothing: "),
                Arguments.of("{% '%}' & $name %}", "%}Ann"),
                Arguments.of("{% '{%' %}", "{%"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void keepsTheTypeOfAnExpressionAloneAndInsertsOthersAsText(String text, Object expected)
            throws ExpressionSyntaxException {
        assertEquals(expected, Template.parse(text).evaluate(VALUES));
    }

    @ParameterizedTest
    @CsvSource({"abc {% $n, 4", "abc {% 1 + n %}, 11"})
    void pointsAtTheFaultWithinTheWholeText(String text, int offset) {
        ExpressionSyntaxException fault = assertThrows(ExpressionSyntaxException.class, () -> Template.parse(text));

        assertEquals(offset, fault.offset());
    }

    @Test
    void countsTheOffsetsOfReferencesFromItsStart() throws ExpressionSyntaxException {
        assertEquals(
                new Reference("n", 7),
                Template.parse("abc {% $n %}").references().iterator().next());
    }
}
