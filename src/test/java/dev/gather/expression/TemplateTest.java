package dev.gather.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Variables VALUES = Variables.within(() -> Duration.ofSeconds(5))
            .with(Map.of("n", 2.0, "list", List.of(1), "name", "Ann", "flag", true));

    private static Object evaluate(String text) throws ExpressionSyntaxException {
        return Template.parse(text).evaluate(VALUES);
    }

    @Test
    void keepsTheTypeOfAnExpressionAlone() throws ExpressionSyntaxException {
        assertEquals(List.of(1), evaluate("{% $list %}"));
        assertEquals(true, evaluate("  {% $flag %} "));
    }

    @Test
    void insertsValuesIntoLongerText() throws ExpressionSyntaxException {
        assertEquals("Ann has 2 of [1], true", evaluate("{% $name %} has {% $n %} of {% $list %}, {% $flag %}"));
        assertEquals("nothing: ", evaluate("nothing: {% $name.x %}"));
    }

    @Test
    void takesAClosingMarkInsideAStringForText() throws ExpressionSyntaxException {
        assertEquals("%}Ann", evaluate("{% '%}' & $name %}"));
        assertEquals("{%", evaluate("{% '{%' %}"));
    }

    @Test
    void pointsAtTheFaultWithinTheWholeText() {
        ExpressionSyntaxException open =
                assertThrows(ExpressionSyntaxException.class, () -> Template.parse("abc {% $n"));
        ExpressionSyntaxException bare =
                assertThrows(ExpressionSyntaxException.class, () -> Template.parse("abc {% 1 + n %}"));

        assertEquals(4, open.offset());
        assertEquals(11, bare.offset());
    }

    @Test
    void countsTheOffsetsOfReferencesFromItsStart() throws ExpressionSyntaxException {
        assertEquals(
                new Reference("n", 7),
                Template.parse("abc {% $n %}").references().iterator().next());
    }
}
