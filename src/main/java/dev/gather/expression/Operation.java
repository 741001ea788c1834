package dev.gather.expression;

import java.util.Optional;

/**
 * An operator of an expression between two values of which something is known.
 *
 * @param operator as written, such as {@code <=}
 */
public record Operation(String operator, Operand left, Operand right) {
    /** The types of values that an expression itself makes. */
    public enum Kind {
        BOOLEAN,
        NUMBER,
        TEXT
    }

    /**
     * One side of an operator. At most one of both is known.
     *
     * @param selection what names select
     * @param kind the type of a literal, or of what another operator makes
     */
    public record Operand(Optional<Selection> selection, Optional<Kind> kind) {
        /** One of which nothing is known. */
        static final Operand UNKNOWN = new Operand(Optional.empty(), Optional.empty());

        static Operand of(Selection selection) {
            return new Operand(Optional.of(selection), Optional.empty());
        }

        static Operand of(Kind kind) {
            return new Operand(Optional.empty(), Optional.of(kind));
        }
    }
}
