package dev.gather.composition;

/**
 * One way in which an input breaks its schema.
 *
 * @param pointer the JSON pointer of the offending value, empty for the whole input
 * @param message what is wrong with it
 */
public record Violation(String pointer, String message) {}
