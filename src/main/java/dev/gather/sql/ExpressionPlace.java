package dev.gather.sql;

import java.util.Collections;

/**
 * What the place of an expression in a statement takes.
 *
 * @param kind what its value becomes
 * @param width how many values each element of a list stands for: 1, or more where rows are compared
 */
record ExpressionPlace(Kind kind, int width) {
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

    /** Its text in the statement with one element. */
    String placeholder() {
        String values = String.join(", ", Collections.nCopies(width, "?"));
        return hasRows() ? "(" + values + ")" : values;
    }
}
