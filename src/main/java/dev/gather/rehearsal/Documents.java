package dev.gather.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON documents of a test: they are written and read like those of upstreams. */
public final class Documents {
    private static final long LARGEST = 256 << 20;

    private Documents() {}

    /** The value as JSON. */
    public static String text(@Nullable Object value) {
        try {
            return ExactJson.text(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("YAML and answers have values of JSON only", e);
        }
    }

    static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as an upstream's answer would have it: its own lists and maps, and numbers with all their digits. */
    static @Nullable Object exact(@Nullable Object value) {
        return read(bytes(value));
    }

    static @Nullable Object read(byte[] json) {
        try {
            return ExactJson.read(json, LARGEST);
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException("it was written as JSON", e);
        }
    }
}
