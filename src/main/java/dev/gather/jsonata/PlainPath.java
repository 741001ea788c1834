package dev.gather.jsonata;

import dev.gather.evaluation.Items;
import dev.gather.jsonata.Leaves.Name;
import dev.gather.jsonata.Leaves.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is only a variable or a member of it, such as {@code $customer} or {@code $customer.address.city}.
 * Most are, and where no list is on the way, its value takes no evaluation: no limits are set up, the clock is not read, and
 * nothing is walked through that is only passed on.
 *
 * @param variable the name of the variable
 * @param members the names of the members on the way, from the outside in
 */
public record PlainPath(String variable, List<String> members) {
    /** Stands for a value that only an evaluation can find. */
    public static final Object UNKNOWN = new Object();

    /** A match of a regular expression has a function of this name, which is not a member. */
    private static final String NEXT = "next";

    /** The path that a compiled expression is; empty if it is more than that. */
    static Optional<PlainPath> of(Node node) {
        if (node instanceof Variable variable) {
            return Optional.of(new PlainPath(variable.name(), List.of()));
        }
        return node instanceof Path path ? path.plainSteps().flatMap(PlainPath::of) : Optional.empty();
    }

    private static Optional<PlainPath> of(List<Node> steps) {
        List<String> members = new ArrayList<>();
        for (Node step : steps.subList(1, steps.size())) {
            if (!(step instanceof Name name) || name.name().equals(NEXT)) {
                return Optional.empty();
            }
            members.add(name.name());
        }
        return steps.get(0) instanceof Variable variable
                ? Optional.of(new PlainPath(variable.name(), List.copyOf(members)))
                : Optional.empty();
    }

    /**
     * The path's value in hand; {@link #UNKNOWN} if there is a list on the way.
     *
     * @param root the variable's value in hand
     */
    public @Nullable Object value(@Nullable Object root) {
        @Nullable Object value = root;
        for (int i = 0; i < members.size(); i++) {
            if (value instanceof List) {
                return UNKNOWN;
            }
            value = value instanceof Map<?, ?> object ? Items.member(object, members.get(i)) : null;
        }
        return value;
    }
}
