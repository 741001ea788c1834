package dev.gather.expression;

import dev.gather.evaluation.EvaluationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON document with expressions in it: the output, a request's body, a fallback. */
public sealed interface JsonTemplate {
    /**
     * The document with every expression replaced by its value.
     *
     * @throws EvaluationException if an expression cannot be evaluated; its message starts with the place in the document
     */
    @Nullable
    Object evaluate(Variables variables);

    /**
     * The value, told apart from nothing: an expression alone may come to nothing, which is not JSON's null.
     *
     * @return {@link Variables#NOTHING} for nothing
     * @throws EvaluationException as {@link #evaluate}
     */
    default @Nullable Object evaluateOrNothing(Variables variables) {
        return evaluate(variables);
    }

    /**
     * Whether the value counts as true in JSONata: everything but nothing, null, false, 0 and empty values does.
     *
     * @throws EvaluationException as {@link #evaluate}
     */
    default boolean isTrue(Variables variables) {
        return Expression.isTrue(evaluate(variables), variables);
    }

    /** The expressions that stand alone, so that their values are kept as they are, in the order of the document. */
    Stream<Expression> alone();

    /** How many levels it puts around the values of its expressions. */
    default int levels() {
        return 0;
    }

    /** A value without expressions: a scalar, or a whole document. */
    record Constant(@Nullable Object value) implements JsonTemplate {
        @Override
        public Stream<Expression> alone() {
            return Stream.empty();
        }

        @Override
        public @Nullable Object evaluate(Variables variables) {
            return value;
        }
    }

    private static int around(Collection<JsonTemplate> templates) {
        return 1 + templates.stream().mapToInt(JsonTemplate::levels).max().orElse(0);
    }

    /** The document that a template is: an expression alone keeps the type of its value, any other makes a text. */
    static JsonTemplate of(String path, Template template) {
        return template.isExpression() ? new Evaluated(path, template.only()) : new Text(path, template);
    }

    /** A text with expressions in it. */
    record Text(String path, Template template) implements JsonTemplate {
        @Override
        public Stream<Expression> alone() {
            return Stream.empty();
        }

        @Override
        public @Nullable Object evaluate(Variables variables) {
            try {
                return template.evaluate(variables);
            } catch (EvaluationException e) {
                throw e.within(path);
            }
        }
    }

    /** One expression. */
    record Evaluated(String path, Expression expression) implements JsonTemplate {
        @Override
        public @Nullable Object evaluateOrNothing(Variables variables) {
            try {
                return expression.evaluateOr(Variables.NOTHING, variables);
            } catch (EvaluationException e) {
                throw e.within(path);
            }
        }

        @Override
        public Stream<Expression> alone() {
            return Stream.of(expression);
        }

        @Override
        public @Nullable Object evaluate(Variables variables) {
            Object value = evaluateOrNothing(variables);
            return value == Variables.NOTHING ? null : value;
        }
    }

    /** A list; each element is a document. */
    record Array(List<JsonTemplate> elements) implements JsonTemplate {
        @Override
        public int levels() {
            return around(elements);
        }

        @Override
        public Stream<Expression> alone() {
            return elements.stream().flatMap(JsonTemplate::alone);
        }

        @Override
        public Object evaluate(Variables variables) {
            List<@Nullable Object> values = new ArrayList<>(elements.size());
            elements.forEach(element -> values.add(element.evaluate(variables)));
            return values;
        }
    }

    /** An object, its members in the order in which they were written. */
    record Members(Map<String, JsonTemplate> members) implements JsonTemplate {
        @Override
        public int levels() {
            return around(members.values());
        }

        @Override
        public Stream<Expression> alone() {
            return members.values().stream().flatMap(JsonTemplate::alone);
        }

        @Override
        public Object evaluate(Variables variables) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            members.forEach((name, member) -> values.put(name, member.evaluate(variables)));
            return values;
        }
    }
}
