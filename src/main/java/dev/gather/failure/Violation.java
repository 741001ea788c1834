package dev.gather.failure;

/**
 * One way in which an input breaks its schema, or in which a schema is none.
 *
 * @param pointer the JSON pointer (RFC 6901) of the offending value, empty for the whole document
 * @param message what is wrong with it
 */
public record Violation(String pointer, String message) {}
