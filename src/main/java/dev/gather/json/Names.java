package dev.gather.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The distinct names of an object's members, shared by all objects that have the same ones in the same order. */
public final class Names {
    /** Up to so many names are compared one by one, which takes no longer than a hash. */
    private static final int FEW = 8;

    /** The bytes before and after a name, with room for the escape of one of its characters. */
    private static final int AROUND = 12;

    private final String[] names;
    /** Names are shared by executions on several event loops, and so is what is made of them. */
    private final AtomicReferenceArray<byte @Nullable []> written;

    private final Map<String, Integer> indexes;

    private Names(String[] names) {
        this.names = names;
        this.written = new AtomicReferenceArray<>(names.length);
        this.indexes = names.length > FEW ? new HashMap<>() : Map.of();
        for (int i = FEW; i < names.length; i++) {
            indexes.put(names[i], i);
        }
    }

    /** Names that differ from each other. */
    public static Names of(List<String> distinct) {
        return new Names(distinct.toArray(String[]::new));
    }

    /** The number of names. */
    public int size() {
        return names.length;
    }

    /** The name at an index. */
    public String get(int index) {
        return names[index];
    }

    /** The index of a name; -1 if it is not among them. */
    public int indexOf(Object name) {
        int few = Math.min(FEW, names.length);
        for (int i = 0; i < few; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return names.length > FEW && name instanceof String text ? indexes.getOrDefault(text, -1) : -1;
    }

    /** The name at an index as JSON, between a bracket or a comma and a colon; made once for all objects. */
    byte[] written(int index) {
        byte @Nullable [] known = written.getAcquire(index);
        if (known == null) {
            known = written(index == 0 ? '{' : ',', names[index]);
            written.setRelease(index, known);
        }
        return known;
    }

    private static byte[] written(char before, String name) {
        ByteChunks bytes = new ByteChunks(Long.MAX_VALUE, name.length() + AROUND);
        bytes.write(before);
        bytes.write('"');
        new TextOutput(bytes).write(name);
        bytes.write('"');
        bytes.write(':');
        return bytes.bytes();
    }
}
