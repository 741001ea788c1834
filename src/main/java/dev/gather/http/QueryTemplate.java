package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
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
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : parameters) {
            append(parameter, variables, query);
        }
        return query.toString();
    }

    private static void append(Parameter parameter, Variables variables, StringBuilder query) {
        if (parameter.value().isExpression() && parameter.value().evaluate(variables) instanceof List<?> list) {
            for (Object element : list) {
                if (element != null) {
                    append(parameter.name(), PercentEncoding.encode(ValueText.text(element)), query);
                }
            }
        } else {
            ValueText.fill(parameter.value(), variables, PercentEncoding::encode)
                    .ifPresent(text -> append(parameter.name(), text, query));
        }
    }

    private static void append(String name, String value, StringBuilder query) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
    }
}
