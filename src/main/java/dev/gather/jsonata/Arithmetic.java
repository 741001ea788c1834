package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.JsonText;
import dev.gather.evaluation.Numbers;
import dev.gather.evaluation.Range;
import dev.gather.evaluation.Sequence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators that compute numbers, texts and ranges. */
final class Arithmetic {
    private static final long LONGEST_RANGE = 10_000_000;

    private Arithmetic() {}

    /** {@code + - * / %}, in doubles. */
    static final class Calculation extends Binary {
        private final char symbol;

        Calculation(Operands operands) {
            super(operands);
            this.symbol = operands.operator().charAt(0);
        }

        @Override
        @Nullable
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            check(left, "T2001", "left");
            check(right, "T2002", "right");
            if (left == null || right == null) {
                return null;
            }
            return Numbers.of(calculate(Numbers.operand((Number) left), Numbers.operand((Number) right)));
        }

        private double calculate(double left, double right) {
            return switch (symbol) {
                case '+' -> left + right;
                case '-' -> left - right;
                case '*' -> left * right;
                case '/' -> left / right;
                default -> left % right;
            };
        }

        private void check(@Nullable Object value, String code, String side) {
            if (value != null && !(value instanceof Number)) {
                throw EvaluationException.of(
                        code,
                        "the " + side + " side of " + symbol + " has to be a number and is of type "
                                + Items.type(value));
            }
        }
    }

    /** {@code &}. */
    static final class Concatenation extends Binary {
        Concatenation(Operands operands) {
            super(operands);
        }

        @Override
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            String first = left == null ? "" : JsonText.of(left, false, evaluation);
            String second = right == null ? "" : JsonText.of(right, false, evaluation);
            evaluation.text((long) first.length() + second.length());
            return first + second;
        }
    }

    /** {@code ..}. */
    static final class RangeOperator extends Binary {
        RangeOperator(Operands operands) {
            super(operands);
        }

        @Override
        @Nullable
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            check(left, "T2003", "left");
            check(right, "T2004", "right");
            if (left == null || right == null || Numbers.compare((Number) left, (Number) right) > 0) {
                return null;
            }
            double length = Numbers.operand((Number) right) - Numbers.operand((Number) left) + 1;
            if (length > LONGEST_RANGE) {
                throw EvaluationException.of("D2014", "a range has more than " + LONGEST_RANGE + " elements");
            }
            return Sequence.over(new Range(bound(left), bound(right)));
        }

        private static long bound(Object value) {
            double bound = Numbers.operand((Number) value);
            if (Math.abs(bound) > 0x1p62) {
                throw EvaluationException.of("D1001", "the bound of a range is out of range");
            }
            return ((Number) value).longValue();
        }

        private static void check(@Nullable Object value, String code, String side) {
            if (value != null && !(value instanceof Number number && Numbers.isInteger(number))) {
                String type = value instanceof Number ? "is not one" : "is of type " + Items.type(value);
                throw EvaluationException.of(
                        code, "the " + side + " side of the range operator .. has to be an integer and " + type);
            }
        }
    }

    /** {@code -} before a value. */
    static final class Negation extends Node {
        private final Node operand;
        private final int offset;

        Negation(Node operand, int offset) {
            this.operand = operand;
            this.offset = offset;
        }

        @Override
        @Nullable
        Object compute(@Nullable Object context, Scope scope) {
            Object value = operand.evaluate(context, scope);
            if (value == null) {
                return null;
            }
            if (value instanceof Number number) {
                return Numbers.of(Numbers.exact(number).negate());
            }
            throw EvaluationException.of("D1002", "only a number can be negated, not the type " + Items.type(value))
                    .in(Optional.empty(), offset);
        }
    }
}
