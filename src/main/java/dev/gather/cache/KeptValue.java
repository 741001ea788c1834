package dev.gather.cache;

import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A value that outlasts its execution, as JSON: nothing of it is shared by those that read it, and each pays for its own with its
 * own memory budget. A value itself may be decoded as it is looked into, which only one event loop may do.
 */
public final class KeptValue {
    private final byte[] json;

    private KeptValue(byte[] json) {
        this.json = json;
    }

    /** @param value made of maps, lists and scalars alone */
    public static KeptValue of(@Nullable Object value) {
        JsonOutput output = new JsonOutput(Integer.MAX_VALUE);
        output.value(value);
        return new KeptValue(output.bytes());
    }

    /** Its size in bytes. */
    int size() {
        return json.length;
    }

    /**
     * Reads the value.
     *
     * @param memory takes its memory
     * @throws dev.gather.failure.Failure if there is not that much left
     */
    public @Nullable Object read(MemoryBudget.Share memory) {
        try {
            return ExactJson.read(json.clone(), memory::take);
        } catch (IOException e) {
            throw new IllegalStateException("what was written as JSON is JSON", e);
        }
    }
}
