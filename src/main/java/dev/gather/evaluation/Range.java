package dev.gather.evaluation;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The integers from one to another, both included, each made when it is read. */
public final class Range extends AbstractList<@Nullable Object> implements RandomAccess {
    private final long first;
    private final int size;

    /** @param last at least {@code first}, and less than 2^31 above it */
    public Range(long first, long last) {
        this.first = first;
        this.size = (int) (last - first + 1);
    }

    @Override
    public Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return Numbers.of(first + index);
    }

    @Override
    public int size() {
        return size;
    }
}
