package dev.gather.function;

import dev.gather.evaluation.Evaluation;

/** Searches for a long string in time that is linear in both lengths (Knuth, Morris and Pratt). */
final class StringSearch {
    private final String string;
    private final Evaluation evaluation;
    private final int[] borders;

    StringSearch(String string, Evaluation evaluation) {
        this.string = string;
        this.evaluation = evaluation;
        this.borders = new int[string.length() + 1];
        int border = -1;
        borders[0] = border;
        for (int i = 0; i < string.length(); i++) {
            evaluation.step();
            while (border >= 0 && string.charAt(border) != string.charAt(i)) {
                border = borders[border];
            }
            borders[i + 1] = ++border;
        }
    }

    /** The index of the string at or after a position, or -1. */
    int in(String text, int from) {
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            evaluation.step();
            while (matched >= 0 && string.charAt(matched) != text.charAt(i)) {
                matched = borders[matched];
            }
            if (++matched == string.length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }
}
