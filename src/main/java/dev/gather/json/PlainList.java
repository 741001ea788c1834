package dev.gather.json;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An immutable list that keeps its bytes until something looks into it; see {@link PlainPart}. */
final class PlainList extends AbstractList<@Nullable Object> implements RandomAccess, Measured, Written {
    private final PlainJson.Extent extent;
    private @Nullable PlainPart part;
    private List<@Nullable Object> elements = List.of();

    PlainList(PlainPart part) {
        this.extent = part.extent();
        this.part = part;
    }

    private List<@Nullable Object> elements() {
        PlainPart undecoded = part;
        if (undecoded != null) {
            elements = undecoded.elements();
            part = null;
        }
        return elements;
    }

    @Override
    public int valueCount() {
        return extent.values();
    }

    @Override
    public int depth() {
        return extent.depth();
    }

    @Override
    public void write(JsonOutput output) {
        PlainPart undecoded = part;
        if (undecoded == null) {
            output.list(elements);
        } else {
            undecoded.write(output);
        }
    }

    @Override
    public int size() {
        return extent.size();
    }

    @Override
    public @Nullable Object get(int index) {
        return elements().get(index);
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
        return elements().iterator();
    }
}
