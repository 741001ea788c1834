package dev.gather.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The remedy for a misspelt name: the nearest known one, if it is near. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * "did you mean X?" with the nearest known name, or the list of names where none is near.
     *
     * @param written what the user wrote
     * @param known what would have been right
     * @param sigil what stands before every name, such as {@code $}, or an empty text
     */
    public static String remedy(String written, Collection<String> known, String sigil) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, Math.min(written.length(), name.length()) / 3))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "did you mean " + sigil + name + "?")
                .orElseGet(() -> list(known, sigil));
    }

    private static String list(Collection<String> known, String sigil) {
        if (known.isEmpty()) {
            return "there is none to choose from";
        }
        return known.stream()
                .sorted()
                .map(name -> sigil + name)
                .reduce((a, b) -> a + ", " + b)
                .map("known: "::concat)
                .orElseThrow();
    }

    /** Levenshtein's distance between the names, whatever their case. */
    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
