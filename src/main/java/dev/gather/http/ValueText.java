package dev.gather.http;

import dev.gather.evaluation.Values;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Evaluates the template of a part of a URL or of a header, whose values must be scalars. */
final class ValueText {
    private ValueText() {}

    /**
     * The template's text, with each value encoded; empty if a value is null.
     *
     * @throws Failure if a value is not a scalar
     */
    static Optional<String> fill(Template template, Variables variables, UnaryOperator<String> encoder) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Text literal) {
                text.append(literal.text());
            } else {
                @Nullable
                Object value = single(((Template.Hole) part).expression().evaluate(variables));
                if (value == null) {
                    return Optional.empty();
                }
                text.append(encoder.apply(text(value)));
            }
        }
        return Optional.of(text.toString());
    }

    /**
     * A scalar as text.
     *
     * @throws Failure if the value is a list or an object
     */
    static String text(Object value) {
        if (!Values.isScalar(value)) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "a list or an object stands where a single value is needed");
        }
        return Values.text(value);
    }

    /** JSONata may return a single value as a list of one. */
    private static @Nullable Object single(@Nullable Object value) {
        return value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    }
}
