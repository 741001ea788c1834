package dev.gather.jsonata;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ^(…)}: sorts stably by one or more terms; elements without a value for a term come last. */
final class Sorting extends Node {
    private final List<Term> terms;
    private final int offset;

    /** A term to sort by. */
    record Term(Node expression, boolean descending) {}

    /** An element and its values for the terms evaluated so far. */
    private static final class Keyed<E extends @Nullable Object> {
        private final E element;
        private final @Nullable Object context;
        private final Scope scope;
        private final List<@Nullable Object> keys = new ArrayList<>();

        Keyed(E element, @Nullable Object context, Scope scope) {
            this.element = element;
            this.context = context;
            this.scope = scope;
        }

        @Nullable
        Object key(List<Term> terms, int index) {
            if (keys.size() == index) {
                keys.add(terms.get(index).expression().evaluate(context, scope));
            }
            return keys.get(index);
        }
    }

    /** @param offset its place in the expression, in characters from 0 */
    Sorting(List<Term> terms, int offset) {
        this.terms = List.copyOf(terms);
        this.offset = offset;
    }

    @Override
    Object compute(@Nullable Object context, Scope scope) {
        throw new IllegalStateException("a sort is a step of a path");
    }

    List<?> sorted(List<?> list, Scope scope) {
        List<Keyed<@Nullable Object>> keyed = new ArrayList<>(list.size());
        for (Object item : list) {
            Object element = Items.read(item);
            keyed.add(new Keyed<>(element, element, scope));
        }
        if (keyed.size() < 2) {
            return list;
        }
        keyed.sort(this::compare);
        scope.evaluation().grown(keyed.size(), keyed.size());
        List<@Nullable Object> sorted = new ArrayList<>(keyed.size());
        keyed.forEach(each -> sorted.add(Items.store(each.element)));
        return sorted;
    }

    Tuples sorted(Tuples tuples, Scope scope) {
        List<Keyed<Tuples.Tuple>> keyed = new ArrayList<>(tuples.size());
        tuples.list().forEach(tuple -> keyed.add(new Keyed<>(tuple, tuple.value(), tuple.scope(scope))));
        keyed.sort(this::compare);
        Tuples sorted = new Tuples();
        keyed.forEach(each -> sorted.add(each.element, scope.evaluation()));
        return sorted;
    }

    private int compare(Keyed<?> left, Keyed<?> right) {
        left.scope.evaluation().step();
        for (int i = 0; i < terms.size(); i++) {
            Object first = left.key(terms, i);
            Object second = right.key(terms, i);
            if (first == null || second == null) {
                if (first != second) {
                    return first == null ? 1 : -1;
                }
                continue;
            }
            int order = order(first, second);
            if (order != 0) {
                return terms.get(i).descending() ? -order : order;
            }
        }
        return 0;
    }

    private int order(Object left, Object right) {
        if (Comparison.areOfOneType(left, right)) {
            return Comparison.order(left, right);
        }
        boolean sortable = isSortable(left) && isSortable(right);
        String types = Items.type(left) + " and " + Items.type(right);
        String fault = sortable
                ? "the values to order by are of different types: " + types
                : "the values to order by have to be numbers or strings and are of type " + types;
        throw EvaluationException.of(sortable ? "T2007" : "T2008", fault).in(Optional.empty(), offset);
    }

    private static boolean isSortable(Object value) {
        return value instanceof Number || value instanceof String;
    }
}
