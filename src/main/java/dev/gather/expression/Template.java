package dev.gather.expression;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Values;
import dev.gather.yaml.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions between <code>{%</code> and <code>%}</code>. The parts stay separate, so that each use of a
 * template decides what becomes of an expression's value: a bound parameter in SQL, a percent-encoded segment in a
 * path, a typed value if the expression is alone.
 *
 * @param parts the text and the expressions in their order
 */
public record Template(List<Part> parts) {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    /** The most expressions and texts in one template. */
    private static final int MAX_PARTS = 1_000;

    /** A piece of a template. */
    public sealed interface Part {}

    /**
     * Literal text.
     *
     * @param text the text
     * @param offset its start in the template, in characters
     */
    public record Text(String text, int offset) implements Part {}

    /**
     * An expression.
     *
     * @param expression the parsed expression
     * @param offset the start of the expression's text in the template, in characters
     */
    public record Hole(Expression expression, int offset) implements Part {}

    /** Copies the parts. */
    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Parses a template.
     *
     * @throws ExpressionSyntaxException with the offset in {@code text} of the first fault
     */
    public static Template parse(String text) throws ExpressionSyntaxException {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, position)) {
            addText(parts, text, position, open);
            if (parts.size() > MAX_PARTS) {
                throw new ExpressionSyntaxException("the text has more than " + MAX_PARTS + " parts: divide it", open);
            }
            Closed closed = closed(text, open + OPEN.length());
            parts.add(closed.hole());
            position = closed.end();
        }
        addText(parts, text, position, text.length());
        return new Template(parts);
    }

    /**
     * Parses a text that is one expression, without the delimiters around it.
     *
     * @throws ExpressionSyntaxException with the offset in {@code text} of the first fault
     */
    public static Template bare(String text) throws ExpressionSyntaxException {
        return new Template(List.of(new Hole(Expression.parse(text), 0)));
    }

    /**
     * A template's text with something in place of each expression.
     *
     * @return empty if it cannot be parsed
     */
    public static Optional<String> outline(String text, String placeholder) {
        return outline(text, expression -> placeholder);
    }

    /**
     * A template's text with something in place of each expression.
     *
     * @return empty if it cannot be parsed
     */
    public static Optional<String> outline(String text, Function<Expression, String> placeholder) {
        try {
            return Optional.of(parse(text).parts().stream()
                    .map(part ->
                            part instanceof Hole hole ? placeholder.apply(hole.expression()) : ((Text) part).text())
                    .collect(Collectors.joining()));
        } catch (ExpressionSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether a text contains the start of an expression. */
    public static boolean isTemplate(String text) {
        return text.contains(OPEN);
    }

    /** Whether this is a single expression with nothing but white space around it; its value then keeps its type. */
    public boolean isExpression() {
        int expressions = 0;
        for (Part part : parts) {
            if (part instanceof Text literal && !literal.text().isBlank()) {
                return false;
            }
            expressions += part instanceof Hole ? 1 : 0;
        }
        return expressions == 1;
    }

    /** The single expression that this {@linkplain #isExpression() is}. */
    public Expression only() {
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                return hole.expression();
            }
        }
        throw new IllegalStateException("there is no expression");
    }

    /** Whether there is no expression in it. */
    public boolean isLiteral() {
        for (Part part : parts) {
            if (part instanceof Hole) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is an expression in it. */
    public boolean hasExpression() {
        for (Part part : parts) {
            if (part instanceof Hole) {
                return true;
            }
        }
        return false;
    }

    /** The expressions in their order. */
    public List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                holes.add(hole);
            }
        }
        return holes;
    }

    /** The variables that the expressions read; offsets count from the start of the template. */
    public Set<Reference> references() {
        return found(Expression::references);
    }

    /** The functions that the expressions call, and that do not exist; offsets count from the start of the template. */
    public Set<Reference> unknownFunctions() {
        return found(Expression::unknownFunctions);
    }

    private Set<Reference> found(Function<Expression, Set<Reference>> references) {
        Set<Reference> found = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                for (Reference reference : references.apply(hole.expression())) {
                    found.add(new Reference(reference.name(), reference.offset() + hole.offset()));
                }
            }
        }
        return found.isEmpty() ? Set.of() : Collections.unmodifiableSet(found);
    }

    /**
     * A copy whose expressions know where they stand.
     *
     * @param places for each of the {@link #holes()}, in their order, see {@link Expression#at}
     */
    public Template at(List<Place> places) {
        Iterator<Place> next = places.iterator();
        List<Part> placed = new ArrayList<>();
        for (Part part : parts) {
            placed.add(part instanceof Hole hole ? new Hole(hole.expression().at(next.next()), hole.offset()) : part);
        }
        return new Template(placed);
    }

    /**
     * The value of the single expression, with its type; or else the text with the expressions' values inserted as
     * text.
     *
     * @throws EvaluationException if an expression cannot be evaluated
     */
    public @Nullable Object evaluate(Variables variables) {
        if (isExpression()) {
            return only().evaluate(variables);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    part instanceof Text literal
                            ? literal.text()
                            : Values.text(((Hole) part).expression().evaluate(variables)));
        }
        return text.toString();
    }

    private static void addText(List<Part> parts, String text, int from, int to) {
        if (from < to) {
            parts.add(new Text(text.substring(from, to), from));
        }
    }

    /** A hole and the index after it. */
    private record Closed(Hole hole, int end) {}

    /** The expression that starts at an index. */
    private static Closed closed(String text, int start) throws ExpressionSyntaxException {
        int close = Lexer.end(text, start);
        if (close < 0) {
            throw ExpressionSyntaxException.incomplete("'{%' is not closed by '%}'", start - OPEN.length());
        }
        try {
            Expression expression = Expression.parse(text.substring(start, close));
            return new Closed(new Hole(expression, start), close + CLOSE.length());
        } catch (ExpressionSyntaxException e) {
            throw e.movedBy(start);
        }
    }
}
