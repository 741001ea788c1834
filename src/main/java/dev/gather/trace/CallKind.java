package dev.gather.trace;

import java.util.Map;

/**
 * What a request has in common with all others of its kind, and so may stand in traces.
 *
 * @param name the name of its spans
 * @param attributes in OpenTelemetry's names; texts and numbers
 */
public record CallKind(String name, Map<String, Object> attributes) {}
