package dev.gather.source;

import dev.gather.expression.Operation;
import dev.gather.expression.Operation.Kind;
import dev.gather.expression.Operation.Operand;
import dev.gather.expression.Reference;
import dev.gather.expression.Selection;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlScalar;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Warns of operators that are given values of types with which they fail, or never find them equal. */
record OperationCheck(Map<String, Shape> shapes, Problems problems) {
    private static final Set<String> EQUALITY = Set.of("=", "!=");
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");

    private static final Map<Kind, String> WORDS =
            Map.of(Kind.BOOLEAN, "a boolean", Kind.NUMBER, "a number", Kind.TEXT, "a text");

    void check(YamlScalar scalar, int offset, Operation operation) {
        Set<Kind> left = kinds(operation.left());
        Set<Kind> right = kinds(operation.right());
        String operator = operation.operator();
        if (ARITHMETIC.contains(operator)) {
            checkNumber(scalar, offset, operator, operation.left(), left);
            checkNumber(scalar, offset, operator, operation.right(), right);
        } else if (!left.isEmpty() && !right.isEmpty() && Collections.disjoint(left, right)) {
            if (EQUALITY.contains(operator)) {
                warn(scalar, offset, operation, left, right, "which never equals ");
            } else if (ORDER.contains(operator)) {
                warn(scalar, offset, operation, left, right, "and " + operator + " fails with ");
            }
        }
    }

    private void checkNumber(YamlScalar scalar, int offset, String operator, Operand operand, Set<Kind> kinds) {
        Optional<Selection> selection = operand.selection();
        if (selection.isPresent() && !kinds.isEmpty() && !kinds.contains(Kind.NUMBER)) {
            problems.warnWithin(
                    ProblemCode.TYPE_MISMATCH,
                    scalar,
                    offset + place(selection.get()),
                    selection.get() + " is " + words(kinds) + ", and " + operator + " fails with it",
                    operator.equals("+") && kinds.contains(Kind.TEXT)
                            ? "join texts with &"
                            : "convert it with $number");
        }
    }

    private void warn(
            YamlScalar scalar, int offset, Operation operation, Set<Kind> left, Set<Kind> right, String effect) {
        Optional<Selection> first = operation.left().selection();
        Optional<Selection> found = first.or(() -> operation.right().selection());
        found.ifPresent(selection -> problems.warnWithin(
                ProblemCode.TYPE_MISMATCH,
                scalar,
                offset + place(selection),
                selection + " is " + words(first.isPresent() ? left : right) + ", " + effect
                        + words(first.isPresent() ? right : left),
                "compare it with " + words(first.isPresent() ? left : right)));
    }

    private static int place(Selection selection) {
        List<Reference> path = selection.path();
        return path.isEmpty() ? 0 : path.get(path.size() - 1).offset();
    }

    private static String words(Set<Kind> kinds) {
        return String.join(" or ", kinds.stream().map(WORDS::get).toList());
    }

    /** The types of its values but null; empty if it may be anything else than a single value of them. */
    private Set<Kind> kinds(Operand operand) {
        return operand.selection()
                .map(this::kinds)
                .orElseGet(() -> operand.kind().map(Set::of).orElse(Set.of()));
    }

    private Set<Kind> kinds(Selection selection) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Shape.Type type : MemberCheck.shape(shapes, selection).types()) {
            switch (type) {
                case BOOLEAN -> kinds.add(Kind.BOOLEAN);
                case INTEGER, NUMBER -> kinds.add(Kind.NUMBER);
                case STRING -> kinds.add(Kind.TEXT);
                case NULL -> {
                    // Nothing equals null but null, and whoever compares a value does not mean that it is null.
                }
                case ARRAY, OBJECT -> {
                    return Set.of();
                }
            }
        }
        return kinds;
    }
}
