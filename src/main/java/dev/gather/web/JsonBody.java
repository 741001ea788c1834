package dev.gather.web;

import dev.gather.config.FunctionMemory;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.json.UnreadableJsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON that the front doors exchange with callers. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Reads a JSON object without loss; see {@link ExactJson}.
     *
     * @param what names the object in messages
     * @throws Failure if it is not a JSON object, or too large
     */
    public static Map<String, @Nullable Object> readObject(byte[] bytes, String what) {
        try {
            return asObject(ExactJson.read(bytes, FunctionMemory.forValues()), what);
        } catch (UnreadableJsonException e) {
            String message = what + " " + e.getMessage();
            throw Failure.of(e.isTooLarge() ? Failure.Code.BODY_TOO_LARGE : Failure.Code.INVALID_REQUEST, message);
        }
    }

    /**
     * The value as a JSON object.
     *
     * @param what names the value in messages
     * @throws Failure if it is not one
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> asObject(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw Failure.of(Failure.Code.INVALID_REQUEST, what + " is not a JSON object");
    }

    /** The value as JSON in UTF-8. */
    public static byte[] write(@Nullable Object value) {
        return write(value, Long.MAX_VALUE);
    }

    /**
     * The value as JSON in UTF-8.
     *
     * @param limit the largest size in bytes
     * @throws Failure if it is larger
     */
    public static byte[] write(@Nullable Object value, long limit) {
        JsonOutput output = new JsonOutput(limit);
        output.value(value);
        if (output.length() > limit) {
            throw Failures.tooLargeAnswer(output.length(), limit);
        }
        return output.bytes();
    }
}
