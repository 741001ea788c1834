package dev.gather.jsonata;

import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import dev.gather.jsonata.Tuples.Binding;
import dev.gather.jsonata.Tuples.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** <code>{key: value}</code>: an object, or after a value the groups of its elements; in linear time. */
final class Grouping extends Node {
    private final List<Pair> pairs;
    private final int offset;

    /** The keys if all are literals and differ from each other, as in most objects; empty if not. */
    private final List<String> names;

    /** A key and its value. */
    record Pair(Node key, Node value) {}

    /** The elements with one key, in their order. */
    private static final class Group<E extends @Nullable Object> {
        private final Pair pair;
        private final List<E> elements = new ArrayList<>(1);

        Group(Pair pair) {
            this.pair = pair;
        }
    }

    /** @param offset its place in the expression, in characters from 0 */
    Grouping(List<Pair> pairs, int offset) {
        this.pairs = List.copyOf(pairs);
        this.offset = offset;
        List<String> literals = pairs.stream()
                .map(pair ->
                        pair.key() instanceof Leaves.Literal key && key.value() instanceof String name ? name : null)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        this.names = literals.size() == pairs.size() ? literals : List.of();
    }

    @Override
    Object compute(@Nullable Object context, Scope scope) {
        return of(context, scope);
    }

    Object of(@Nullable Object value, Scope scope) {
        if (value instanceof Tuples tuples) {
            return ofTuples(tuples, scope);
        }
        if (names.isEmpty() || (value instanceof List<?> list && list.size() > 1)) {
            return ofList(Items.list(value), scope);
        }
        return ofOne(value instanceof List<?> list ? list.isEmpty() ? null : Items.read(list.get(0)) : value, scope);
    }

    /** The object for one element, of which no groups need be made. */
    private Object ofOne(@Nullable Object element, Scope scope) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            put(result, names.get(i), pairs.get(i).value().evaluate(element, scope), scope);
        }
        return result;
    }

    private Object ofList(List<?> list, Scope scope) {
        Map<String, Group<@Nullable Object>> groups = new LinkedHashMap<>();
        for (Object item : list.isEmpty() ? Sequence.of(null) : list) {
            Object element = Items.read(item);
            addTo(groups, element, element, scope);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        groups.forEach((key, group) ->
                put(result, key, group.pair.value().evaluate(joined(group.elements, scope), scope), scope));
        return result;
    }

    private Object ofTuples(Tuples tuples, Scope scope) {
        Map<String, Group<Tuple>> groups = new LinkedHashMap<>();
        for (Tuple tuple : tuples.list()) {
            addTo(groups, tuple, tuple.value(), tuple.scope(scope));
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        groups.forEach((key, group) -> {
            Tuple merged = merged(group.elements, scope);
            put(result, key, group.pair.value().evaluate(merged.value(), merged.scope(scope)), scope);
        });
        return result;
    }

    private <E extends @Nullable Object> void addTo(
            Map<String, Group<E>> groups, E element, @Nullable Object context, Scope scope) {
        for (Pair pair : pairs) {
            Object key = pair.key().evaluate(context, scope);
            if (key instanceof String name) {
                Group<E> group = groups.computeIfAbsent(name, absent -> new Group<>(pair));
                if (!group.pair.equals(pair)) {
                    throw fault("D1009", "two keys of an object are equal");
                }
                group.elements.add(element);
            } else if (key != null) {
                throw fault("T1003", "the key of an object has to be a string and is of type " + Items.type(key));
            }
        }
    }

    private static void put(Map<String, @Nullable Object> result, String key, @Nullable Object value, Scope scope) {
        if (value != null) {
            result.put(key, Items.store(value));
            scope.evaluation().grown(result.size(), 1);
        }
    }

    private EvaluationException fault(String code, String text) {
        return EvaluationException.of(code, text).in(Optional.empty(), offset);
    }

    /** Several values joined to one list, of lists the elements; a single value as it is. */
    private static @Nullable Object joined(List<?> values, Scope scope) {
        if (values.size() == 1) {
            return values.get(0);
        }
        Sequence all = Sequence.empty();
        values.forEach(value -> all.addAll(value, scope.evaluation()));
        return all.isEmpty() ? null : all.items();
    }

    private static Tuple merged(List<Tuple> tuples, Scope scope) {
        if (tuples.size() == 1) {
            return tuples.get(0);
        }
        List<@Nullable Object> contexts = new ArrayList<>();
        Map<String, List<@Nullable Object>> byName = new LinkedHashMap<>();
        for (Tuple tuple : tuples) {
            contexts.add(tuple.value());
            Map<String, @Nullable Object> latest = new LinkedHashMap<>();
            for (Binding binding : tuple.oldestFirst()) {
                latest.put(binding.name(), binding.value());
            }
            latest.forEach((name, value) ->
                    byName.computeIfAbsent(name, absent -> new ArrayList<>()).add(value));
        }
        Tuple merged = new Tuple(joined(contexts, scope), null);
        for (Map.Entry<String, List<@Nullable Object>> variable : byName.entrySet()) {
            merged = merged.with(variable.getKey(), joined(variable.getValue(), scope));
        }
        return merged;
    }
}
