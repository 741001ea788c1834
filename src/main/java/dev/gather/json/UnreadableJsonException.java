package dev.gather.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Why JSON cannot be read. The message goes on from what it is about: {@code is not JSON}. It is harmless. */
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

    /** Whether it is JSON, and only too much of it. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
