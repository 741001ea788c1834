package dev.gather.jsonata;

import dev.gather.evaluation.Sequence;
import java.util.List;

/** A node with predicates, a grouping or the mark {@code []} behind it. */
final class Trimmed extends Node {
    private final Node core;
    private final List<Node> predicates;
    private final Grouping group;
    private final boolean keepsArray;

    /** @param group null where there is none */
    Trimmed(Node core, List<Node> predicates, Grouping group, boolean keepsArray) {
        this.core = core;
        this.predicates = List.copyOf(predicates);
        this.group = group;
        this.keepsArray = keepsArray;
    }

    /** The node without what stands behind it. */
    static Node coreOf(Node node) {
        return node instanceof Trimmed trimmed ? trimmed.core : node;
    }

    @Override
    Object compute(Object context, Scope scope) {
        Object result = core.compute(context, scope);
        for (Node predicate : predicates) {
            result = Filter.of(predicate, result, scope);
        }
        if (group != null) {
            result = group.of(result, scope);
        }
        return keepsArray && Sequence.isQuery(result) ? ((Sequence) result).keepingSingleton() : result;
    }
}
