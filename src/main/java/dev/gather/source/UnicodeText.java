package dev.gather.source;

import dev.gather.failure.Failure;

/** Texts that every encoding can hold. */
public final class UnicodeText {
    private UnicodeText() {}

    /**
     * The text itself.
     *
     * @throws Failure if it holds half of a surrogate pair, which an encoder would replace by a question mark
     */
    public static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    throw Failure.of(Failure.Code.UNSAFE_VALUE, "a value holds half of a character (a lone surrogate)");
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
