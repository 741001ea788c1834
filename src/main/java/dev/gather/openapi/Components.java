package dev.gather.openapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schemas of a document that have a name, since something refers to them. */
final class Components {
    private static final String PREFIX = "#/components/schemas/";
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern CODE_POINT = Pattern.compile("[^\\x00-\\x7F]");

    private final SortedMap<String, @Nullable Object> schemas = new TreeMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    /** The schemas, by name. */
    SortedMap<String, @Nullable Object> schemas() {
        return schemas;
    }

    /** A name that nothing else has: the texts in letters and digits, as API Gateway wants the names of models. */
    String named(String... texts) {
        StringBuilder name = new StringBuilder();
        for (String text : texts) {
            for (String word : NO_WORD.split(ascii(text))) {
                name.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
        }
        String base = name.isEmpty() ? "Schema" : name.toString();
        String free = base;
        while (schemas.containsKey(free)) {
            free = base + uses.merge(base, 1, Integer::sum);
        }
        schemas.put(free, true);
        return free;
    }

    /** The text with the numbers of characters that are not ASCII in their places, so that names stay different. */
    private static String ascii(String text) {
        return CODE_POINT
                .matcher(text)
                .replaceAll(match -> "U" + Integer.toHexString(match.group().codePointAt(0)));
    }

    /** Puts a schema under a name that {@link #named} has given. */
    void put(String name, @Nullable Object schema) {
        schemas.put(name, schema);
    }

    /** The schema that refers to a name. */
    static Map<String, Object> reference(String name) {
        return Map.of("$ref", PREFIX + name);
    }

    /** The schema that a reference leads to; empty if it is none to a component. */
    Optional<Object> find(@Nullable Object reference) {
        return reference instanceof String text && text.startsWith(PREFIX)
                ? Optional.ofNullable(schemas.get(text.substring(PREFIX.length())))
                : Optional.empty();
    }
}
