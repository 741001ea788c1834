package dev.gather.source;

import dev.gather.failure.Failure;

/** Checks that a string is valid Unicode. */
public final class UnicodeText {
    private UnicodeText() {}

    /**
     * The string itself.
     *
     * @throws Failure if it has half of a surrogate pair, which an encoder would replace with a question mark
     */
    public static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    throw Failure.of(Failure.Code.UNSAFE_VALUE, "a value has half of a character (a lone surrogate)");
                }
                i++;
            }
        }
        return text;
    }

    private static boolean isPair(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }
}
