package dev.gather.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters in the query of every request to an upstream. Their values may be secret: they are added when a request is
 * sent, and are no part of it before.
 *
 * @param names of the parameters
 * @param text all of them, percent-encoded; may be empty
 */
record UpstreamQuery(Set<String> names, String text) {
    /** The configured parameters, in the order of their names. */
    static UpstreamQuery of(Map<String, String> configured) {
        String text = new TreeMap<>(configured)
                .entrySet().stream()
                        .map(parameter -> PercentEncoding.encode(parameter.getKey()) + "="
                                + PercentEncoding.encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return new UpstreamQuery(Set.copyOf(configured.keySet()), text);
    }

    /** The target with these parameters after its own. */
    String appendedTo(String target) {
        return text.isEmpty() ? target : target + (target.indexOf('?') < 0 ? '?' : '&') + text;
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return names.toString();
    }
}
