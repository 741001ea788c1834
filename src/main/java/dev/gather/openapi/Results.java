package dev.gather.openapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What built-in functions give, as far as that does not depend on their arguments. */
final class Results {
    /** Functions that give a value whatever their arguments are; the others may give nothing for nothing. */
    private static final Set<String> ALWAYS = Set.of("count", "exists", "millis", "now", "random", "uuid");

    private static final Map<String, Known> BY_NAME = new HashMap<>();

    static {
        add(
                "string",
                "string",
                "substring",
                "substringBefore",
                "substringAfter",
                "lowercase",
                "uppercase",
                "trim",
                "pad",
                "replace",
                "base64encode",
                "base64decode",
                "encodeUrl",
                "encodeUrlComponent",
                "escapeLike",
                "decodeUrl",
                "decodeUrlComponent",
                "formatNumber",
                "formatBase",
                "formatInteger",
                "fromMillis",
                "hash",
                "now",
                "type",
                "uuid");
        add(
                "number",
                "number",
                "abs",
                "floor",
                "ceil",
                "round",
                "power",
                "sqrt",
                "random",
                "sum",
                "max",
                "min",
                "average",
                "toMillis",
                "parseInteger");
        add("integer", "count", "length", "millis");
        add("boolean", "boolean", "not", "exists", "contains");
        add("object", "merge", "index");
    }

    private Results() {}

    private static void add(String type, String... names) {
        for (String name : names) {
            BY_NAME.put(name, Known.ofType(type).orAbsent(!ALWAYS.contains(name)));
        }
    }

    /** The functions of which something is known. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** What is known of the value of a function. */
    static Known of(String function) {
        return BY_NAME.getOrDefault(function, Known.UNKNOWN);
    }
}
