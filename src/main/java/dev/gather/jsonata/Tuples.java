package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values and variables of a path that binds variables ({@code @$o}, {@code #$i}) or refers to parents ({@code %}).
 */
final class Tuples {
    private final List<Tuple> tuples = new ArrayList<>();

    /** A variable of a tuple, linked to the earlier ones. */
    record Binding(
            String name, @Nullable Object value, @Nullable Binding next) {}

    /**
     * One value on its way through a path.
     *
     * @param value the context of the next step, in hand
     * @param bindings the variables, latest first; null if there are none
     */
    record Tuple(@Nullable Object value, @Nullable Binding bindings) {
        Tuple with(String name, @Nullable Object bound) {
            return new Tuple(value, new Binding(name, bound, bindings));
        }

        /** The tuple of a nested path, with the variables of the outer path added. */
        Tuple within(Tuple outer) {
            Tuple joined = new Tuple(value, outer.bindings);
            for (Binding binding : oldestFirst()) {
                joined = joined.with(binding.name(), binding.value());
            }
            return joined;
        }

        Scope scope(Scope outer) {
            Scope scope = new Scope(outer);
            oldestFirst().forEach(binding -> scope.bind(binding.name(), binding.value()));
            return scope;
        }

        List<Binding> oldestFirst() {
            List<Binding> all = new ArrayList<>();
            for (Binding binding = bindings; binding != null; binding = binding.next()) {
                all.add(binding);
            }
            Collections.reverse(all);
            return all;
        }
    }

    void add(Tuple tuple, Evaluation evaluation) {
        tuples.add(tuple);
        evaluation.grown(tuples.size(), 1);
    }

    Tuple get(int index) {
        return tuples.get(index);
    }

    int size() {
        return tuples.size();
    }

    List<Tuple> list() {
        return tuples;
    }

    /** The values without the variables. */
    Sequence values() {
        Sequence values = Sequence.empty();
        tuples.forEach(tuple -> values.put(tuple.value()));
        return values;
    }
}
