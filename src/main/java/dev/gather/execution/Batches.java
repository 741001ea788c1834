package dev.gather.execution;

import dev.gather.composition.Batch;
import dev.gather.evaluation.Values;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.ReservedVariables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one request for several elements, and deals the elements of its answer out to them by their keys. Elements with the
 * same key are asked for once.
 *
 * @param batch how, as the source says
 * @param variables those of the source
 */
record Batches(Batch batch, Variables variables) {
    /**
     * The elements that one request is for.
     *
     * @param elements more than the batch's size only where some have the same key
     */
    record Group(List<Element> elements) {}

    /** The key of an element; empty if it is null, so that there is nothing to ask for. */
    Optional<String> key(Variables own) {
        @Nullable Object key = batch.item().evaluate(own);
        return key == null ? Optional.empty() : Optional.of(checked(key, "item"));
    }

    /** The elements that wait, in their order, divided into requests. */
    List<Group> groups(List<Element> all) {
        Map<String, Group> byKey = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        int keys = 0;
        for (Element element : all) {
            Optional<String> key = element.key();
            if (key.isEmpty()) {
                continue;
            }
            Group group = byKey.get(key.get());
            if (group == null) {
                if (keys % batch.size() == 0) {
                    groups.add(new Group(new ArrayList<>()));
                }
                keys++;
                group = groups.get(groups.size() - 1);
                byKey.put(key.get(), group);
            }
            group.elements().add(element);
        }
        return groups;
    }

    /** The variables of the request for some elements, and of its answer. */
    Variables asking(Collection<Element> elements) {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        elements.forEach(element -> items.putIfAbsent(
                element.key().orElseThrow(), element.variables().get(ReservedVariables.ITEM)));
        return variables.with(ReservedVariables.ITEMS, new ArrayList<>(items.values()));
    }

    /**
     * The elements of an answer, by key.
     *
     * @param value what became of the answer
     * @param made whether an expression made it, which may come to a single element in place of a list of one
     * @throws Failure if it is no list, or has two elements with one key where one is needed
     */
    Map<String, List<Object>> byKey(@Nullable Object value, boolean made) {
        Map<String, List<Object>> byKey = new HashMap<>();
        for (Object element : elements(value, made)) {
            @Nullable Object key = batch.answer().evaluate(variables.with(ReservedVariables.ANSWER, element));
            if (key == null) {
                continue;
            }
            List<Object> same = byKey.computeIfAbsent(checked(key, "answer"), absent -> new ArrayList<>(1));
            same.add(element);
            if (same.size() > 1 && !batch.many()) {
                throw Failure.of(
                        Code.MALFORMED,
                        "the answer to a batch has two elements with the same key; many: true in match makes lists of them");
            }
        }
        return byKey;
    }

    private static List<?> elements(@Nullable Object value, boolean made) {
        if (value == null || value == Variables.NOTHING) {
            return List.of();
        }
        if (!made && !(value instanceof List<?>)) {
            throw Failure.of(
                    Code.MALFORMED, "the answer to a batch is not a list; value of the source makes one of it");
        }
        return Values.list(value);
    }

    /** An element's part of an answer; empty if there is none. */
    Optional<Object> part(Element element, Map<String, List<Object>> byKey) {
        List<Object> same = byKey.getOrDefault(element.key().orElseThrow(), List.of());
        return batch.many() ? Optional.of(same) : same.stream().findFirst();
    }

    private static String checked(Object key, String which) {
        return Values.key(key)
                .orElseThrow(() -> Failure.of(
                        Code.UNSAFE_VALUE, which + " of match is neither a single value nor a list of such"));
    }
}
