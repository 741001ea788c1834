package dev.gather.expression;

/**
 * One of the texts that {@code $oneOf} chooses from, as an expression has it literally.
 *
 * @param key chooses it
 * @param text what is chosen
 * @param offset the start of the text in the expression, in characters from 0
 */
public record Choice(String key, String text, int offset) {}
