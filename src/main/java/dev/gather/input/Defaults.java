package dev.gather.input;

import dev.gather.schema.Schema;
import dev.gather.schema.Step;
import dev.gather.schema.TimeLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds a schema's defaults for missing properties, also in nested objects and lists. Each default is copied, so that no
 * request can change the schema.
 */
final class Defaults {
    private final TimeLimit limit;

    Defaults(TimeLimit limit) {
        this.limit = limit;
    }

    Map<String, @Nullable Object> complete(Map<String, @Nullable Object> input, Schema schema) {
        return completeObject(input, List.of(schema));
    }

    private Map<String, @Nullable Object> completeObject(Map<?, ?> object, Collection<Schema> schemas) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        object.forEach((name, value) -> complete.put((String) name, within(value, new Step(name, Set.of()), schemas)));
        for (Schema part : parts(schemas)) {
            part.properties().forEach((name, schema) -> {
                if (!complete.containsKey(name)) {
                    schema.defaultValue().ifPresent(value -> complete.put(name, copy(value.value())));
                }
            });
        }
        return complete;
    }

    private @Nullable Object within(@Nullable Object value, Step step, Collection<Schema> schemas) {
        limit.step();
        if (!(value instanceof Map || value instanceof List)) {
            return value;
        }
        Set<Schema> inner = new LinkedHashSet<>();
        schemas.forEach(schema -> schema.forEachAt(step, inner::add));
        if (value instanceof Map<?, ?> object) {
            return completeObject(object, inner);
        }
        List<@Nullable Object> complete = new ArrayList<>();
        for (Object element : (List<?>) value) {
            complete.add(within(element, Step.element(complete.size()), inner));
        }
        return complete;
    }

    /** The schemas, and all schemas that they consist of. */
    private static Set<Schema> parts(Collection<Schema> schemas) {
        Set<Schema> parts = new LinkedHashSet<>();
        Deque<Schema> waiting = new ArrayDeque<>(schemas);
        while (!waiting.isEmpty()) {
            Schema schema = waiting.poll();
            if (parts.add(schema)) {
                waiting.addAll(schema.consistsOf());
            }
        }
        return parts;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put(name, copy(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }
}
