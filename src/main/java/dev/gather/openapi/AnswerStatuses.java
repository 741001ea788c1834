package dev.gather.openapi;

import com.dashjoin.jsonata.Parser.Symbol;
import dev.gather.expression.Template;
import dev.gather.jsonata.JsonataSyntax;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statuses that the answers of a composition may have. */
final class AnswerStatuses {
    private static final int OK = 200;

    private final SortedSet<Integer> known = new TreeSet<>();
    private boolean computed;

    /** @param status what the composition says; null if it says nothing */
    AnswerStatuses(@Nullable YamlNode status) {
        if (status == null) {
            known.add(OK);
        } else if (status instanceof YamlScalar scalar && scalar.value() instanceof Integer number) {
            known.add(number);
        } else if (status instanceof YamlScalar scalar && scalar.value() instanceof String text) {
            add(Template.isTemplate(text) ? Syntax.trees(text).get(0) : Syntax.tree(text));
        } else {
            computed = true;
        }
    }

    private void add(Symbol tree) {
        switch (JsonataSyntax.type(tree)) {
            case "number" -> addNumber(JsonataSyntax.literal(tree));
            case "condition" -> {
                add(JsonataSyntax.child(tree, "then"));
                // Without another branch there is no status, and so no answer.
                Optional<Symbol> otherwise = JsonataSyntax.optionalChild(tree, "_else");
                otherwise.ifPresent(this::add);
            }
            case "block" -> {
                var expressions = JsonataSyntax.sameContext(tree);
                add(expressions.get(expressions.size() - 1));
            }
            default -> computed = true;
        }
    }

    private void addNumber(@Nullable Object number) {
        if (number instanceof Number status && status.doubleValue() == status.intValue()) {
            known.add(status.intValue());
        }
    }

    /** The statuses that are written in the composition. */
    SortedSet<Integer> known() {
        return known;
    }

    /** Whether there may be others, since an expression computes one. */
    boolean areComputed() {
        return computed;
    }
}
