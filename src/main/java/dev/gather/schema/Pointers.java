package dev.gather.schema;

import java.util.List;

/** JSON pointers (RFC 6901). */
final class Pointers {
    private static final int LONGEST = 1_000;

    private Pointers() {}

    /** The pointer of a path, cut to {@value #LONGEST} characters since callers choose the names in it. */
    static String shortened(List<Object> path) {
        StringBuilder pointer = new StringBuilder();
        for (Object step : path) {
            pointer.append('/').append(escaped(step.toString()));
            if (pointer.length() > LONGEST) {
                pointer.setLength(Character.isLowSurrogate(pointer.charAt(LONGEST)) ? LONGEST - 1 : LONGEST);
                return pointer.append('…').toString();
            }
        }
        return pointer.toString();
    }

    static String child(String pointer, Object step) {
        return pointer + "/" + escaped(step.toString());
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    /** The steps of a pointer, unescaped. */
    static List<String> steps(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        return List.of(pointer.substring(1).split("/", -1)).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
