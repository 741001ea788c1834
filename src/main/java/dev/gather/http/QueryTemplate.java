package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * A query string. A parameter with the value null is left out; a list repeats its parameter.
 *
 * @param parameters the parameters in their order
 */
record QueryTemplate(List<Parameter> parameters) {
    /**
     * One parameter.
     *
     * @param name percent-encoded
     * @param value its literal text percent-encoded; an empty template for a name without {@code =}
     */
    record Parameter(String name, Template value) {}

    /** The query from its question mark, percent-encoded; empty if no parameter is left. */
    String render(Variables variables) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach(parameter -> render(parameter, variables, pairs));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static void render(Parameter parameter, Variables variables, List<String> pairs) {
        if (parameter.value().isExpression() && parameter.value().evaluate(variables) instanceof List<?> list) {
            list.stream()
                    .filter(element -> element != null)
                    .map(element -> PercentEncoding.encode(ValueText.text(element)))
                    .forEach(text -> pairs.add(parameter.name() + "=" + text));
        } else {
            ValueText.fill(parameter.value(), variables, PercentEncoding::encode)
                    .ifPresent(text -> pairs.add(parameter.name() + "=" + text));
        }
    }
}
