package dev.gather.jsonata;

import dev.gather.evaluation.Equality;
import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Numbers;
import org.jspecify.annotations.Nullable;

/** The operators that compare two values or look for one in a list. */
final class Comparison {
    private Comparison() {}

    /** Whether both values are numbers, or both are strings. */
    static boolean areOfOneType(Object left, Object right) {
        return left instanceof Number ? right instanceof Number : left instanceof String && right instanceof String;
    }

    /** Orders two numbers or two strings. */
    static int order(Object left, Object right) {
        return left instanceof Number number
                ? Numbers.compare(number, (Number) right)
                : ((String) left).compareTo((String) right);
    }

    /** {@code =} and {@code !=}: false for both if either side is nothing. */
    static final class Equal extends Binary {
        private final boolean wanted;

        Equal(Operands operands, boolean wanted) {
            super(operands);
            this.wanted = wanted;
        }

        @Override
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            return left != null && right != null && new Equality(evaluation).areEqual(left, right) == wanted;
        }
    }

    /** {@code in}. */
    static final class In extends Binary {
        In(Operands operands) {
            super(operands);
        }

        @Override
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            if (left == null || right == null) {
                return false;
            }
            Equality equality = new Equality(evaluation);
            for (Object element : Items.list(right)) {
                if (equality.areEqual(left, Items.read(element))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code <}, {@code <=}, {@code >} and {@code >=}, of two numbers or two strings. */
    static final class Order extends Binary {
        private final boolean less;
        private final boolean orEqual;

        Order(Operands operands) {
            super(operands);
            this.less = operands.operator().startsWith("<");
            this.orEqual = operands.operator().endsWith("=");
        }

        @Override
        @Nullable
        Object apply(@Nullable Object left, @Nullable Object right, Evaluation evaluation) {
            checkComparable(left);
            checkComparable(right);
            if (left == null || right == null) {
                return null;
            }
            if (!areOfOneType(left, right)) {
                throw EvaluationException.of(
                        "T2009",
                        "the values on either side of " + operator() + " are of different types: " + Items.type(left)
                                + " and " + Items.type(right));
            }
            int order = order(left, right);
            return order == 0 ? orEqual : order < 0 == less;
        }

        private void checkComparable(@Nullable Object value) {
            if (value != null && !(value instanceof Number || value instanceof String)) {
                throw EvaluationException.of(
                        "T2010",
                        "the values on either side of " + operator()
                                + " have to be numbers or strings, and one is of type " + Items.type(value));
            }
        }
    }

    /** {@code and} and {@code or}; the right side is evaluated only if it matters. */
    static final class Either extends Node {
        private final Node left;
        private final Node right;
        private final boolean decisive;

        Either(Node left, Node right, boolean decisive) {
            this.left = left;
            this.right = right;
            this.decisive = decisive;
        }

        @Override
        Object compute(@Nullable Object context, Scope scope) {
            boolean first = Items.isTrue(left.evaluate(context, scope), scope.evaluation());
            return first == decisive ? decisive : Items.isTrue(right.evaluate(context, scope), scope.evaluation());
        }
    }
}
