package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A path of steps, as in {@code $orders.items[price > 10].sku}. */
final class Path extends Node {
    private final List<Step> steps;
    private final boolean carriesTuples;
    private final boolean keepsSingleton;
    private final @Nullable Grouping group;
    private final Leaves.@Nullable Name onlyName;

    /** What follows a step: a predicate or an index variable. */
    sealed interface Stage {}

    /** {@code [predicate]}: keeps a part of the step's value. */
    record Predicate(Node condition) implements Stage {}

    /** {@code #$i} after a predicate: a variable takes the position. */
    record Position(String variable) implements Stage {}

    /**
     * A step.
     *
     * @param node evaluated for each context; a {@link Sorting}, for all of them together
     * @param stages applied to the step's value
     * @param carry the variables that it binds; null if there are none
     * @param array whether it is an array constructor, which as the first step is evaluated only once
     */
    record Step(Node node, List<Stage> stages, @Nullable Carry carry, boolean array) {}

    /**
     * The variables that a step binds in its tuples; each may be null.
     *
     * @param focus the variable that takes the value, while the context stays
     * @param index the variable that takes the value's position
     * @param ancestor the label under which a later {@code %} finds the context
     */
    record Carry(
            @Nullable String focus,
            @Nullable String index,
            @Nullable String ancestor) {}

    /** @param group null if there is none */
    Path(List<Step> steps, boolean carriesTuples, boolean keepsSingleton, @Nullable Grouping group) {
        this.steps = List.copyOf(steps);
        this.carriesTuples = carriesTuples;
        this.keepsSingleton = keepsSingleton;
        this.group = group;
        this.onlyName = plainSteps()
                .filter(plain -> plain.size() == 1 && plain.get(0) instanceof Leaves.Name)
                .map(plain -> (Leaves.Name) plain.get(0))
                .orElse(null);
    }

    /** The name that is all of it; null if it is more than that. */
    Leaves.@Nullable Name onlyName() {
        return onlyName;
    }

    /** The first step. */
    Node first() {
        return steps.get(0).node();
    }

    /** The steps of a path without predicates, variables of its own, grouping or {@code []}; empty if it has any. */
    Optional<List<Node>> plainSteps() {
        boolean plain = !carriesTuples
                && !keepsSingleton
                && group == null
                && steps.stream().allMatch(step -> step.stages().isEmpty() && step.carry() == null);
        return plain ? Optional.of(steps.stream().map(Step::node).toList()) : Optional.empty();
    }

    @Override
    @Nullable
    Object compute(@Nullable Object context, Scope scope) {
        if (onlyName != null && context instanceof Map) {
            // Most paths are the name of an object's member, which no sequence need stand for.
            return onlyName.evaluate(context, scope);
        }
        boolean absolute = first() instanceof Leaves.Variable || first() instanceof Leaves.Context;
        Object result = context instanceof List && !absolute ? context : Sequence.of(context);
        Tuples tuples = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (tuples != null || step.carry() != null) {
                tuples = TupleSteps.of(step, (List<?>) result, tuples, scope);
                continue;
            }
            boolean last = i == steps.size() - 1;
            result = i == 0 && step.array()
                    ? Items.list(step.node().evaluate(result, scope))
                    : step(step, result, last, scope);
            if (((List<?>) result).isEmpty()) {
                break;
            }
        }
        return finished(result, tuples, scope);
    }

    private Object finished(Object list, @Nullable Tuples tuples, Scope scope) {
        Object result = list;
        if (tuples != null) {
            result = carriesTuples ? tuples : tuples.values();
        }
        if (keepsSingleton && result instanceof Sequence sequence) {
            result = (Sequence.isConstructed(sequence) ? Sequence.of(sequence) : sequence).keepingSingleton();
        }
        return group == null ? result : group.of(tuples == null ? result : tuples, scope);
    }

    private static Object step(Step step, Object input, boolean last, Scope scope) {
        if (step.node() instanceof Sorting sorting) {
            return Items.list(filtered(sorting.sorted((List<?>) input, scope), step.stages(), scope));
        }
        List<Object> results = new ArrayList<>();
        for (Object item : (List<?>) input) {
            Object result = filtered(step.node().evaluate(Items.read(item), scope), step.stages(), scope);
            if (result != null) {
                results.add(result);
            }
        }
        boolean single = last && results.size() == 1 && results.get(0) instanceof List;
        return single && !Sequence.isQuery(results.get(0)) ? results.get(0) : flat(results, scope.evaluation());
    }

    private static @Nullable Object filtered(@Nullable Object value, List<Stage> stages, Scope scope) {
        Object left = value;
        for (Stage stage : stages) {
            // Only a path with tuples has positions.
            left = Filter.of(((Predicate) stage).condition(), left, scope);
        }
        return left;
    }

    private static Sequence flat(List<Object> results, Evaluation evaluation) {
        if (results.size() == 1 && Sequence.isQuery(results.get(0))) {
            return Sequence.over(((Sequence) results.get(0)).items());
        }
        Sequence flat = Sequence.empty();
        for (Object result : results) {
            if (Sequence.isConstructed(result) || !(result instanceof List)) {
                flat.put(result);
                evaluation.grown(flat.size(), 1);
            } else {
                flat.addAll(result, evaluation);
            }
        }
        return flat;
    }
}
