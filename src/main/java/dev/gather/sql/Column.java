package dev.gather.sql;

/**
 * A column of a result.
 *
 * @param name its name or alias
 * @param type how its values become JSON
 */
public record Column(String name, ValueType type) {}
