package dev.gather.jsonata;

import dev.gather.evaluation.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node followed by predicates, a grouping or {@code []}. */
final class Suffixed extends Node {
    private final Node core;
    private final List<Node> predicates;
    private final @Nullable Grouping group;
    private final boolean keepsArray;

    /** @param group null if there is none */
    Suffixed(Node core, List<Node> predicates, @Nullable Grouping group, boolean keepsArray) {
        this.core = core;
        this.predicates = List.copyOf(predicates);
        this.group = group;
        this.keepsArray = keepsArray;
    }

    /** The node alone. */
    static Node coreOf(Node node) {
        return node instanceof Suffixed suffixed ? suffixed.core : node;
    }

    @Override
    @Nullable
    Object compute(@Nullable Object context, Scope scope) {
        Object result = core.compute(context, scope);
        for (Node predicate : predicates) {
            result = Filter.of(predicate, result, scope);
        }
        if (group != null) {
            result = group.of(result, scope);
        }
        return keepsArray && result instanceof Sequence sequence && Sequence.isQuery(sequence)
                ? sequence.keepingSingleton()
                : result;
    }
}
