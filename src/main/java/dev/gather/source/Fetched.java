package dev.gather.source;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param value a JSON value; may be null
 * @param amount its size, for reports
 * @param unit the unit of the size, in the plural: {@code bytes}, {@code rows}
 */
public record Fetched(@Nullable Object value, long amount, String unit) {}
