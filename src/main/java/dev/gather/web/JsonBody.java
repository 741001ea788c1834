package dev.gather.web;

import dev.gather.config.FunctionMemory;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import java.io.IOException;
import java.util.Map;

/** JSON as it comes in and goes out through the doors. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Reads a JSON object, exactly; see {@link ExactJson}.
     *
     * @param what is read, for the message
     */
    public static Map<String, Object> readObject(byte[] bytes, String what) {
        try {
            return asObject(ExactJson.read(bytes, FunctionMemory.forValues()), what);
        } catch (UnreadableJsonException e) {
            String message = what + " " + e.getMessage();
            throw Failure.of(e.isTooLarge() ? Failure.Code.BODY_TOO_LARGE : Failure.Code.INVALID_REQUEST, message);
        }
    }

    /** The value as a JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> asObject(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw Failure.of(Failure.Code.INVALID_REQUEST, what + " is not a JSON object");
    }

    /** The value in UTF-8. */
    public static byte[] write(Object value) {
        return write(value, Long.MAX_VALUE);
    }

    /**
     * The value in UTF-8.
     *
     * @param limit how many bytes that may be at most
     * @throws Failure if it is more
     */
    public static byte[] write(Object value, long limit) {
        BoundedBytes bytes = new BoundedBytes(limit);
        try {
            ExactJson.write(value, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("the answer cannot be written as JSON", e);
        }
        return bytes.bytes();
    }
}
