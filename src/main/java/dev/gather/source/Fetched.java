package dev.gather.source;

/**
 * What a request was answered.
 *
 * @param value as JSON has it; may be null
 * @param amount how much came, for reports
 * @param unit of what, in the plural: {@code bytes}, {@code rows}
 */
public record Fetched(Object value, long amount, String unit) {}
