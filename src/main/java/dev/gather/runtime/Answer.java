package dev.gather.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the function answers to an invocation.
 *
 * @param document JSON: the answer, or the description of a function error
 * @param errorType the type of the function error; empty for an answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(byte[] document, Optional<String> errorType) {
    /** A function error for when there is no memory left to make one. */
    public static final Answer WITHOUT_MEMORY = error(
            "InternalError",
            "{\"errorType\":\"InternalError\",\"errorMessage\":\"see the log\"}".getBytes(StandardCharsets.UTF_8));

    /** An answer. */
    public static Answer of(byte[] document) {
        return new Answer(document, Optional.empty());
    }

    /**
     * A function error.
     *
     * @param type visible ASCII, without spaces
     * @param document a JSON object with {@code errorType} and {@code errorMessage}
     */
    public static Answer error(String type, byte[] document) {
        return new Answer(document, Optional.of(type));
    }
}
