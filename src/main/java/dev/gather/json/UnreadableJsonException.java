package dev.gather.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Why JSON cannot be read. The message continues a sentence whose subject the caller knows, such as {@code is not
 * JSON}; callers of the function may see it.
 */
public final class UnreadableJsonException extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    UnreadableJsonException(String message) {
        this(message, false);
    }

    UnreadableJsonException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    /** Whether the text is JSON, but too large. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
