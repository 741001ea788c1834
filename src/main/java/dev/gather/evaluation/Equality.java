package dev.gather.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Equality of JSON values: numbers by value, objects regardless of the order of their members. */
public final class Equality {
    private final Evaluation evaluation;

    /** @param evaluation whose limits apply to comparisons */
    public Equality(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Whether two values in hand are equal; functions are equal to themselves only. */
    public boolean areEqual(@Nullable Object left, @Nullable Object right) {
        evaluation.step();
        if (left instanceof Number first && right instanceof Number second) {
            return Numbers.compare(first, second) == 0;
        }
        if (left instanceof List<?> first && right instanceof List<?> second) {
            return areEqualLists(first, second);
        }
        if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
            return areEqualObjects(first, second);
        }
        return Objects.equals(left, right);
    }

    private boolean areEqualLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!areEqual(Items.read(left.get(i)), Items.read(right.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private boolean areEqualObjects(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : left.entrySet()) {
            Object other = Items.member(right, member.getKey());
            if (other == null || !areEqual(Items.read(member.getValue()), other)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A text that is the same for equal values and for no others. A hash map of such keys stays fast whatever the
     * values, since it orders texts of equal hash.
     */
    public String key(@Nullable Object value) {
        StringBuilder key = new StringBuilder();
        write(value, key);
        return key.toString();
    }

    private void write(@Nullable Object value, StringBuilder key) {
        evaluation.step();
        if (value instanceof String text) {
            evaluation.steps(text.length() / 16);
            key.append('s').append(text.length()).append(':').append(text);
        } else if (value instanceof Number number) {
            key.append('n').append(Numbers.key(number)).append(';');
        } else if (value instanceof List<?> list) {
            key.append('[');
            list.forEach(element -> write(Items.read(element), key));
            key.append(']');
        } else if (value instanceof Map<?, ?> object) {
            writeObject(object, key);
        } else {
            boolean scalar = value == Items.NULL || value instanceof Boolean;
            key.append(scalar ? String.valueOf(value) : "f" + System.identityHashCode(value))
                    .append(';');
        }
    }

    private void writeObject(Map<?, ?> object, StringBuilder key) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((name, member) -> {
            evaluation.step();
            sorted.put(String.valueOf(name), member);
        });
        key.append('{');
        sorted.forEach((name, member) -> {
            write(name, key);
            write(Items.read(member), key);
        });
        key.append('}');
    }
}
