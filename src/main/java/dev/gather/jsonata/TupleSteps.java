package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.jsonata.Path.Stage;
import dev.gather.jsonata.Path.Step;
import dev.gather.jsonata.Tuples.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the steps of a path that carries tuples. */
final class TupleSteps {
    private TupleSteps() {}

    /**
     * Evaluates one step.
     *
     * @param input the contexts, if there are no tuples yet
     * @param before the tuples so far, or null
     */
    static Tuples of(Step step, List<?> input, @Nullable Tuples before, Scope scope) {
        Tuples after = step.node() instanceof Sorting sorting
                ? sorted(sorting, step, input, before, scope)
                : stepped(step, before == null ? tuples(input, scope) : before, scope);
        for (Stage stage : step.stages()) {
            after = stage instanceof Path.Position position
                    ? numbered(after, position.variable(), scope)
                    : (Tuples) Filter.of(((Path.Predicate) stage).condition(), after, scope);
        }
        return after;
    }

    private static Tuples tuples(List<?> input, Scope scope) {
        Tuples tuples = new Tuples();
        input.forEach(item -> tuples.add(new Tuple(Items.read(item), null), scope.evaluation()));
        return tuples;
    }

    private static Tuples sorted(Sorting sorting, Step step, List<?> input, @Nullable Tuples before, Scope scope) {
        if (before != null) {
            return sorting.sorted(before, scope);
        }
        Tuples sorted = tuples(sorting.sorted(input, scope), scope);
        String index = step.carry() == null ? null : step.carry().index();
        return index == null ? sorted : numbered(sorted, index, scope);
    }

    private static Tuples numbered(Tuples tuples, String name, Scope scope) {
        Tuples numbered = new Tuples();
        for (int i = 0; i < tuples.size(); i++) {
            numbered.add(tuples.get(i).with(name, i), scope.evaluation());
        }
        return numbered;
    }

    private static Tuples stepped(Step step, Tuples before, Scope scope) {
        Tuples after = new Tuples();
        for (Tuple tuple : before.list()) {
            Object result = step.node().evaluate(tuple.value(), tuple.scope(scope));
            if (result instanceof Tuples nested) {
                nested.list().forEach(inner -> after.add(inner.within(tuple), scope.evaluation()));
            } else if (result != null) {
                addAll(after, step, tuple, Items.list(result), scope.evaluation());
            }
        }
        return after;
    }

    private static void addAll(Tuples after, Step step, Tuple tuple, List<?> results, Evaluation evaluation) {
        for (int i = 0; i < results.size(); i++) {
            after.add(carried(step, tuple, Items.read(results.get(i)), i), evaluation);
        }
    }

    private static Tuple carried(Step step, Tuple tuple, @Nullable Object result, int index) {
        if (step.carry() == null) {
            return new Tuple(result, tuple.bindings());
        }
        Path.Carry carry = step.carry();
        Tuple carried = carry.focus() == null ? new Tuple(result, tuple.bindings()) : tuple.with(carry.focus(), result);
        if (carry.index() != null) {
            carried = carried.with(carry.index(), index);
        }
        return carry.ancestor() == null ? carried : carried.with(carry.ancestor(), tuple.value());
    }
}
