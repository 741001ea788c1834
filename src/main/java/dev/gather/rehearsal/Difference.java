package dev.gather.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences between an expected and an actual document, each with its path. Numbers are equal if their values are. */
final class Difference {
    private static final int LONGEST = 200;
    private static final int BEFORE = 20;

    private final List<String> found = new ArrayList<>();

    private Difference() {}

    static List<String> between(String path, @Nullable Object expected, @Nullable Object actual) {
        Difference difference = new Difference();
        difference.compare(path, expected, actual);
        return difference.found;
    }

    private void compare(String path, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> wanted && actual instanceof Map<?, ?> given) {
            compareMembers(path, wanted, given);
        } else if (expected instanceof List<?> wanted && actual instanceof List<?> given) {
            compareElements(path, wanted, given);
        } else if (expected instanceof String wanted && actual instanceof String given) {
            compareTexts(path, wanted, given);
        } else if (!isEqual(expected, actual)) {
            found.add(path + ": expected " + shown(expected) + ", was " + shown(actual));
        }
    }

    /** Of long texts it shows what surrounds the first difference. */
    private void compareTexts(String path, String expected, String actual) {
        int same = 0;
        while (same < Math.min(expected.length(), actual.length()) && expected.charAt(same) == actual.charAt(same)) {
            same++;
        }
        if (same == expected.length() && same == actual.length()) {
            return;
        }
        int start = Math.max(expected.length(), actual.length()) <= LONGEST ? 0 : Math.max(0, same - BEFORE);
        String at = start == 0 ? "" : ", from character " + (start + 1) + " on";
        found.add(path + ": expected " + shown(expected.substring(start)) + ", was " + shown(actual.substring(start))
                + at);
    }

    private void compareMembers(String path, Map<?, ?> expected, Map<?, ?> actual) {
        expected.forEach((name, value) -> {
            if (actual.containsKey(name)) {
                compare(path + "." + name, value, actual.get(name));
            } else {
                found.add(path + "." + name + ": expected " + shown(value) + ", was not there");
            }
        });
        actual.forEach((name, value) -> {
            if (!expected.containsKey(name)) {
                found.add(path + "." + name + ": not expected, was " + shown(value));
            }
        });
    }

    private void compareElements(String path, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String element = path + "[" + i + "]";
            if (i >= actual.size()) {
                found.add(element + ": expected " + shown(expected.get(i)) + ", was not there");
            } else if (i >= expected.size()) {
                found.add(element + ": not expected, was " + shown(actual.get(i)));
            } else {
                compare(element, expected.get(i), actual.get(i));
            }
        }
    }

    private static boolean isEqual(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number one && actual instanceof Number other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return expected == null ? actual == null : expected.equals(actual);
    }

    private static String shown(@Nullable Object value) {
        String text = Documents.text(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
