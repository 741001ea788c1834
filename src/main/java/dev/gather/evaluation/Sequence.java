package dev.gather.evaluation;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list and what JSONata knows about it besides its elements. It is either a query's result, for which a single value
 * stands for the list and nothing for an empty one, or an array that a path constructs, which is not flattened. Lists
 * and objects never store a sequence but its plain list.
 */
public final class Sequence extends AbstractList<@Nullable Object> implements RandomAccess {
    private final List<@Nullable Object> items;
    private final boolean constructed;
    private boolean keepsSingleton;

    private Sequence(List<@Nullable Object> items, boolean constructed) {
        this.items = items;
        this.constructed = constructed;
    }

    /** An empty sequence to which values can be added. */
    public static Sequence empty() {
        return new Sequence(new ArrayList<>(), false);
    }

    /** A sequence of one value, which may be nothing. */
    public static Sequence of(@Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>(1);
        items.add(Items.store(value));
        return new Sequence(items, false);
    }

    /** A sequence over a list, which is not copied. */
    public static Sequence over(List<@Nullable Object> items) {
        return new Sequence(items, false);
    }

    /** An array that a path constructs. */
    public static Sequence constructed(List<@Nullable Object> items) {
        return new Sequence(items, true);
    }

    /** Whether it is an array that a path constructs. */
    public static boolean isConstructed(@Nullable Object value) {
        return value instanceof Sequence sequence && sequence.constructed;
    }

    /** Whether it is a query's result. */
    public static boolean isQuery(@Nullable Object value) {
        return value instanceof Sequence sequence && !sequence.constructed;
    }

    /** A copy that stays a list if it has a single value. */
    public Sequence keepingSingleton() {
        Sequence kept = new Sequence(items, constructed);
        kept.keepsSingleton = true;
        return kept;
    }

    /** The value that the sequence stands for; null for nothing. */
    public @Nullable Object value() {
        if (constructed || items.size() > 1) {
            return this;
        }
        if (items.isEmpty()) {
            return null;
        }
        return keepsSingleton ? this : Items.read(items.get(0));
    }

    /** The plain list of its elements. */
    public List<@Nullable Object> items() {
        return items;
    }

    /** Adds a value in hand. */
    public void put(@Nullable Object value) {
        items.add(Items.store(value));
    }

    /** Adds a value in hand: the elements of a list, any other value itself, nothing for nothing. */
    public void addAll(@Nullable Object value, Evaluation evaluation) {
        if (value instanceof List<?> list) {
            evaluation.grown((long) size() + list.size(), list.size());
            putAll(list);
        } else if (value != null) {
            put(value);
            evaluation.grown(size(), 1);
        }
    }

    /** Adds the elements of a list. */
    public void putAll(List<?> list) {
        items.addAll(list instanceof Sequence sequence ? sequence.items : list);
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
