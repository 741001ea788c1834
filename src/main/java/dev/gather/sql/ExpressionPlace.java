package dev.gather.sql;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the place of an expression in a statement takes.
 *
 * @param kind what its value becomes
 * @param width how many values each element of a list stands for: 1, or more where rows are compared
 */
public record ExpressionPlace(Kind kind, int width) {
    /** What a value becomes. */
    enum Kind {
        /** Single values, one or several. */
        VALUE,
        /** The number of LIMIT or OFFSET. */
        COUNT,
        /** The whole list of an IN. */
        LIST
    }

    /** A place for single values. */
    static final ExpressionPlace VALUE = new ExpressionPlace(Kind.VALUE, 1);

    /** That of a number of LIMIT or OFFSET. */
    static final ExpressionPlace COUNT = new ExpressionPlace(Kind.COUNT, 1);

    /** That of the whole list of an IN whose left side has so many values. */
    static ExpressionPlace list(int width) {
        return new ExpressionPlace(Kind.LIST, width);
    }

    /** Whether rows are compared, and not single values. */
    boolean hasRows() {
        return width > 1;
    }

    /**
     * Its text in the statement with one element.
     *
     * @param placeholders makes the next one
     */
    String placeholder(UnaryOperator<String> placeholders) {
        String values =
                Stream.generate(() -> placeholders.apply("?")).limit(width).collect(Collectors.joining(", "));
        return hasRows() ? "(" + values + ")" : values;
    }
}
