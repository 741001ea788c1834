package dev.gather.yaml;

import java.util.Arrays;

/** Converts places in a text from code points, which the library counts, to {@code char}s. */
final class CodePoints {
    /** The indexes, in code points, of the characters that take two {@code char}s. */
    private final int[] pairs;

    CodePoints(String text) {
        int[] found = new int[text.length() - text.codePointCount(0, text.length())];
        int count = 0;
        for (int i = 0, point = 0; count < found.length; point++) {
            int size = Character.charCount(text.codePointAt(i));
            if (size > 1) {
                found[count++] = point;
            }
            i += size;
        }
        pairs = found;
    }

    /** The index in {@code char}s of the code point with an index. */
    int charIndex(int point) {
        int found = Arrays.binarySearch(pairs, point);
        return point + (found >= 0 ? found : -found - 1);
    }
}
