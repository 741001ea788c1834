package dev.gather.expression;

import java.util.List;

/**
 * The names that an expression looks up one in the other, from a variable on that it does not define itself:
 * {@code customer} and {@code name} in {@code $order.customer.name}.
 *
 * @param variable the variable, without its dollar sign
 * @param path its names, each with its place in the expression
 */
public record Member(String variable, List<Reference> path) {}
