package dev.gather.json;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An immutable object that keeps its bytes until something looks into it; see {@link PlainPart}. */
final class PlainObject extends AbstractMap<String, @Nullable Object> implements Measured, Written {
    private final PlainJson.Extent extent;
    private @Nullable PlainPart part;
    private Map<String, @Nullable Object> members = Map.of();

    PlainObject(PlainPart part) {
        this.extent = part.extent();
        this.part = part;
    }

    private Map<String, @Nullable Object> members() {
        PlainPart undecoded = part;
        if (undecoded != null) {
            members = undecoded.members();
            part = null;
        }
        return members;
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
            output.object(members);
        } else {
            undecoded.write(output);
        }
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    public @Nullable Object get(Object name) {
        return members().get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return members().containsKey(name);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        members().forEach(action);
    }

    @Override
    public Set<String> keySet() {
        return members().keySet();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return members().entrySet();
    }
}
