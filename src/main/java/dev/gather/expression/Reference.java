package dev.gather.expression;

/**
 * A name in an expression: that of a variable that it reads and does not define itself, such as {@code $customer}, or of a
 * {@link Member}.
 *
 * @param name without the dollar sign
 * @param offset its place in the expression, in characters from 0
 */
public record Reference(String name, int offset) {}
