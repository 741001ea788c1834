package dev.gather.composition;

import dev.gather.expression.JsonTemplate;

/**
 * Makes one request for several elements of a list, and deals the elements of its answer out to them by their keys.
 *
 * @param size the most elements of a request
 * @param item makes the key of an element from {@code $item}
 * @param answer makes the key of an element of the answer from {@code $answer}
 * @param many whether several elements of an answer may have the same key: the value of an element is then a list
 */
public record Batch(int size, JsonTemplate item, JsonTemplate answer, boolean many) {}
