package dev.gather.redis;

import dev.gather.evaluation.Values;
import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.source.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a command as written: a text with expressions in it. Whatever their values are, it is sent as one argument;
 * only where the command takes many, a list comes to one argument for each of its elements.
 *
 * @param template the text, without the quotation marks around it
 * @param offset its start in what is written
 */
record Argument(Template template, int offset) {
    /** The text if there is no expression in it. */
    Optional<String> literal() {
        if (!template.isLiteral()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        template.parts().forEach(part -> text.append(((Template.Text) part).text()));
        return Optional.of(text.toString());
    }

    /** The expressions in it. */
    Stream<Expression> expressions() {
        return template.holes().stream().map(Template.Hole::expression);
    }

    /**
     * The argument with its values.
     *
     * @return empty if a value is null
     * @throws Failure if a value is a list or an object
     */
    Optional<String> single(Variables variables) {
        return fill(values(variables), -1, null);
    }

    /**
     * The arguments that a list comes to, the same text around each of its elements; one argument if there is no list.
     *
     * @return none if a value is null
     * @throws Failure if there are two lists, or an element is null, a list or an object
     */
    List<String> each(Variables variables) {
        List<@Nullable Object> values = values(variables);
        int list = -1;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof List) {
                if (list >= 0) {
                    throw unsafe("two lists stand in one argument");
                }
                list = i;
            }
        }
        return list < 0 ? fill(values, -1, null).stream().toList() : each(values, list);
    }

    private List<String> each(List<@Nullable Object> values, int list) {
        List<String> arguments = new ArrayList<>();
        for (@Nullable Object element : Values.list(values.get(list))) {
            arguments.add(fill(values, list, element)
                    .orElseThrow(() -> unsafe("a list of arguments has null among its elements")));
        }
        return arguments;
    }

    private List<@Nullable Object> values(Variables variables) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions().forEach(expression -> values.add(expression.evaluate(variables)));
        return values;
    }

    /** @param list the place of the value in whose place the element stands; -1 if there is none */
    private Optional<String> fill(List<@Nullable Object> values, int list, @Nullable Object element) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Text literal) {
                text.append(literal.text());
                continue;
            }
            @Nullable Object value = next == list ? element : only(values.get(next));
            next++;
            if (value == null) {
                return Optional.empty();
            }
            if (!Values.isScalar(value)) {
                throw unsafe("a list or an object stands where a single value is needed");
            }
            text.append(Values.text(value));
        }
        return Optional.of(UnicodeText.checked(text.toString()));
    }

    /** JSONata may return a single value as a list of one. */
    private static @Nullable Object only(@Nullable Object value) {
        return value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    }

    private static Failure unsafe(String message) {
        return Failure.of(Failure.Code.UNSAFE_VALUE, message);
    }
}
