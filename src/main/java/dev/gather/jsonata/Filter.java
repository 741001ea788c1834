package dev.gather.jsonata;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Numbers;
import dev.gather.evaluation.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [predicate]}: an index, a list of indexes, or a condition. */
final class Filter {
    private Filter() {}

    /** The part of a value that a predicate keeps. */
    static Object of(Node predicate, @Nullable Object value, Scope scope) {
        if (value instanceof Tuples tuples) {
            return ofTuples(predicate, tuples, scope);
        }
        List<?> list = Items.list(value);
        return predicate instanceof Leaves.Literal literal && literal.value() instanceof Number index
                ? at(position(index, list.size()), list)
                : where(predicate, list, scope);
    }

    private static Object at(int position, List<?> list) {
        if (position < 0 || position >= list.size()) {
            return Sequence.empty();
        }
        Object item = Items.read(list.get(position));
        return item == null ? Sequence.empty() : item instanceof List ? item : Sequence.of(item);
    }

    private static Object where(Node predicate, List<?> list, Scope scope) {
        Sequence kept = Sequence.empty();
        for (int i = 0; i < list.size(); i++) {
            Object item = Items.read(list.get(i));
            int times = times(predicate.evaluate(item, scope), i, list.size(), scope.evaluation());
            keep(kept, item, item == null ? 0 : times, scope.evaluation());
        }
        return kept;
    }

    private static void keep(Sequence kept, @Nullable Object item, int times, Evaluation evaluation) {
        for (int i = 0; i < times; i++) {
            kept.put(item);
            evaluation.grown(kept.size(), 1);
        }
    }

    private static Tuples ofTuples(Node predicate, Tuples tuples, Scope scope) {
        Tuples kept = new Tuples();
        if (predicate instanceof Leaves.Literal literal && literal.value() instanceof Number index) {
            int position = position(index, tuples.size());
            if (position >= 0 && position < tuples.size()) {
                kept.add(tuples.get(position), scope.evaluation());
            }
            return kept;
        }
        for (int i = 0; i < tuples.size(); i++) {
            Tuples.Tuple tuple = tuples.get(i);
            Object chosen = predicate.evaluate(tuple.value(), tuple.scope(scope));
            int times = times(chosen, i, tuples.size(), scope.evaluation());
            for (int k = 0; k < times; k++) {
                kept.add(tuple, scope.evaluation());
            }
        }
        return kept;
    }

    /** The number of times that an item is kept: twice if its index is listed twice. */
    private static int times(@Nullable Object chosen, int index, int size, Evaluation evaluation) {
        if (chosen instanceof Number number) {
            return position(number, size) == index ? 1 : 0;
        }
        if (!(chosen instanceof List<?> list) || !Items.areNumbers(list, evaluation)) {
            return Items.isTrue(chosen, evaluation) ? 1 : 0;
        }
        int times = 0;
        for (Object number : list) {
            evaluation.step();
            times += position((Number) number, size) == index ? 1 : 0;
        }
        return times;
    }

    /** The position that an index means; a negative one counts from the end. */
    private static int position(Number index, int size) {
        int position = Numbers.floor(index);
        return position < 0 ? size + position : position;
    }
}
