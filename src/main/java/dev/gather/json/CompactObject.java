package dev.gather.json;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object: an array of values, beside names that it shares with other objects. It takes a fifth of the memory
 * of a hash map, and no garbage to write.
 */
public class CompactObject extends AbstractMap<String, @Nullable Object> implements Written {
    private final Names names;
    private @Nullable Object @Nullable [] values;

    /** @param values one for each name, in the same order; not copied */
    public CompactObject(Names names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** An object whose values are made by {@link #made} when one of them is needed. */
    protected CompactObject(Names names) {
        this.names = names;
    }

    /** Makes the values, one for each name, in the same order. Called once at most. */
    protected @Nullable Object[] made() {
        throw new IllegalStateException("the object was made with its values");
    }

    @Override
    public void write(JsonOutput output) {
        @Nullable Object[] all = all();
        for (int i = 0; i < all.length; i++) {
            output.name(names, i);
            output.value(all[i]);
        }
        output.end(names);
    }

    /**
     * An object of some of its members, under other names.
     *
     * @param members their indexes, one for each name
     */
    public CompactObject picked(Names others, int[] members) {
        @Nullable Object[] all = all();
        @Nullable Object[] some = new @Nullable Object[members.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[members[i]];
        }
        return new CompactObject(others, some);
    }

    /** The names of its members. */
    public final Names names() {
        return names;
    }

    /** Makes one value, before all are made; may be called again for the same one. */
    protected @Nullable Object made(int index) {
        return all()[index];
    }

    private @Nullable Object[] all() {
        @Nullable Object[] known = values;
        if (known == null) {
            known = made();
            values = known;
        }
        return known;
    }

    /** The value at an index. */
    @Nullable
    Object at(int index) {
        return all()[index];
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public @Nullable Object get(Object name) {
        int index = names.indexOf(name);
        if (index < 0) {
            return null;
        }
        return values == null ? made(index) : values[index];
    }

    @Override
    public boolean containsKey(Object name) {
        return names.indexOf(name) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        @Nullable Object[] all = all();
        for (int i = 0; i < all.length; i++) {
            action.accept(names.get(i), all[i]);
        }
    }

    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return new Each<>(size(), names::get);
            }

            @Override
            public int size() {
                return names.size();
            }

            @Override
            public boolean contains(Object name) {
                return containsKey(name);
            }
        };
    }

    @Override
    public Collection<@Nullable Object> values() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<@Nullable Object> iterator() {
                return new Each<>(size(), CompactObject.this::at);
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Each<>(size(), i -> new SimpleImmutableEntry<>(names.get(i), at(i)));
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }

    /** What a function makes of each index. */
    private static final class Each<T extends @Nullable Object> implements Iterator<T> {
        private final int size;
        private final IntFunction<T> element;
        private int next;

        Each(int size, IntFunction<T> element) {
            this.size = size;
            this.element = element;
        }

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public T next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return element.apply(next++);
        }
    }
}
