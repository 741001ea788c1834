package dev.gather.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The remedy for a misspelt name: the most similar known name, or a list of the known names. */
public final class DidYouMean {
    /** The most names in a list. */
    private static final int MAX_LISTED = 40;

    private DidYouMean() {}

    /**
     * "did you mean X?" with the most similar known name, or a list of the known names if none is similar.
     *
     * @param written the name as written
     * @param known the known names
     * @param sigil the prefix of every name, such as {@code $}; may be empty
     */
    public static String remedy(String written, Collection<String> known, String sigil) {
        return nearest(written, known)
                .map(name -> "did you mean " + sigil + name + "?")
                .orElseGet(() -> list(known, sigil));
    }

    /** The most similar known name; empty if none is similar. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> isNear(written, name))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String written, String name) {
        int limit = Math.max(1, Math.min(written.length(), name.length()) / 3);
        return Math.abs(written.length() - name.length()) <= limit && distance(written, name) <= limit;
    }

    private static String list(Collection<String> known, String sigil) {
        if (known.isEmpty()) {
            return "known: none";
        }
        String names = known.stream()
                .sorted()
                .limit(MAX_LISTED)
                .map(name -> sigil + name)
                .collect(Collectors.joining(", "));
        return "known: " + names + (known.size() > MAX_LISTED ? ", …" : "");
    }

    /** The Damerau-Levenshtein distance (optimal string alignment), ignoring case: a transposition counts as one edit. */
    private static int distance(String written, String name) {
        String a = written.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        int[][] rows = new int[3][b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = rows[i % 3];
            int[] above = rows[(i + 2) % 3];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], rows[(i + 1) % 3][j - 2] + 1);
                }
            }
        }
        return rows[a.length() % 3][b.length()];
    }
}
