package dev.gather.failure;

/**
 * A violation of a schema by an input, or of JSON Schema by a schema.
 *
 * @param pointer the JSON pointer (RFC 6901) to the offending value; empty for the whole document
 * @param message what is wrong with the value
 */
public record Violation(String pointer, String message) {
    /** {@code /orders/0/id: it has to be of type integer, not string}. */
    public String inWords() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
