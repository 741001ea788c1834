package dev.gather.expression;

/**
 * A variable that an expression reads and does not define itself, such as {@code $customer}.
 *
 * @param name the variable's name without the dollar sign
 * @param offset its place in the expression, in characters from 0
 */
public record Reference(String name, int offset) {}
