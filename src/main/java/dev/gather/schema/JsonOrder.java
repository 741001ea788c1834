package dev.gather.schema;

import dev.gather.json.ExactNumbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A total order of JSON values. Two values are equal exactly if JSON Schema says so: numbers by value, objects
 * regardless of the order of their members. It needs no hashes, which callers could make collide.
 */
final class JsonOrder implements Comparator<@Nullable Object> {
    private final TimeLimit limit;

    JsonOrder(TimeLimit limit) {
        this.limit = limit;
    }

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        limit.step();
        if (left instanceof Number one && right instanceof Number other) {
            return ExactNumbers.compare(one, other);
        }
        int types = Integer.compare(rank(left), rank(right));
        if (types != 0 || left == null || right == null) {
            return types;
        }
        if (left instanceof List<?> one) {
            return compareLists(one, (List<?>) right);
        }
        if (left instanceof Map<?, ?> one) {
            return compareObjects(one, (Map<?, ?>) right);
        }
        return left instanceof Boolean one
                ? Boolean.compare(one, (Boolean) right)
                : ((String) left).compareTo((String) right);
    }

    private static int rank(@Nullable Object value) {
        return value instanceof Number ? Types.INTEGER.bits() : Types.of(value).bits();
    }

    private int compareLists(List<?> left, List<?> right) {
        int result = Integer.compare(left.size(), right.size());
        Iterator<?> others = right.iterator();
        for (Iterator<?> ones = left.iterator(); result == 0 && ones.hasNext(); ) {
            result = compare(ones.next(), others.next());
        }
        return result;
    }

    private int compareObjects(Map<?, ?> left, Map<?, ?> right) {
        int result = Integer.compare(left.size(), right.size());
        if (result != 0) {
            return result;
        }
        Iterator<? extends Map.Entry<?, ?>> others = sorted(right).entrySet().iterator();
        for (Map.Entry<?, ?> one : sorted(left).entrySet()) {
            Map.Entry<?, ?> other = others.next();
            result = ((String) one.getKey()).compareTo((String) other.getKey());
            result = result != 0 ? result : compare(one.getValue(), other.getValue());
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private static SortedMap<?, ?> sorted(Map<?, ?> object) {
        return object instanceof SortedMap<?, ?> sorted ? sorted : new TreeMap<>(object);
    }

    /** A copy with sorted members, for a value that is compared often. */
    @Nullable
    Object prepared(@Nullable Object value) {
        limit.step();
        if (value instanceof List<?> list) {
            return list.stream().map(this::prepared).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Map<?, ?> object) {
            SortedMap<String, @Nullable Object> sorted = new TreeMap<>();
            object.forEach((name, member) -> sorted.put((String) name, prepared(member)));
            return sorted;
        }
        return value;
    }
}
