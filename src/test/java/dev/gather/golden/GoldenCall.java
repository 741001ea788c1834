package dev.gather.golden;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One call of a golden case's composition, and what has to come of it.
 *
 * @param content {@code input}; {@code output} or {@code error}; {@code within} and {@code atLeast}, how long the call may and
 *     must take; and {@code after}, the time that passes before it, all three in milliseconds
 */
record GoldenCall(Map<String, Object> content) {
    static final Set<String> KEYS = Set.of("input", "output", "error", "within", "atLeast", "after");

    /** Refuses misspelt keys, which would check nothing. */
    GoldenCall {
        if (!KEYS.containsAll(content.keySet())) {
            throw new IllegalArgumentException("a call has an unknown key among " + content.keySet());
        }
    }

    /** The call of a case that has one. */
    static GoldenCall of(Map<String, Object> golden) {
        Map<String, Object> content = new HashMap<>(golden);
        content.keySet().retainAll(KEYS);
        return new GoldenCall(content);
    }

    Object input() {
        return content.getOrDefault("input", Map.of());
    }

    boolean fails() {
        return content.containsKey("error");
    }

    /** The output document, or the function error. */
    Object answer() {
        return content.get(fails() ? "error" : "output");
    }

    /** The time that passes before the call. */
    Duration after() {
        return Duration.ofMillis(millis("after", 0));
    }

    /** How many milliseconds the call may take. */
    int most() {
        return millis("within", Integer.MAX_VALUE);
    }

    /** How many milliseconds the call must take. */
    int least() {
        return millis("atLeast", 0);
    }

    private int millis(String key, int otherwise) {
        return (Integer) content.getOrDefault(key, otherwise);
    }
}
