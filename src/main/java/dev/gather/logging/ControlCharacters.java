package dev.gather.logging;

/** Escapes the characters that end a line or change how a text is displayed. */
final class ControlCharacters {
    private static final int FIRST_ABOVE_LATIN_1 = 0x100;

    private ControlCharacters() {}

    /** The text with these characters as JSON escapes; the same object if it has none. */
    static String escaped(String text) {

        for (int i = 0; i < text.length(); i++) {
            if (isControl(text, i)) {
                return escapedFrom(text, i);
            }
        }
        return text;
    }

    private static String escapedFrom(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(text, i)) {
                escaped.append(escape(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }

    private static boolean isControl(String text, int index) {
        char c = text.charAt(index);
        if (c < FIRST_ABOVE_LATIN_1) {
            return Character.isISOControl(c);
        }
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> isInvisibleOrTurns(c);
            case Character.SURROGATE -> !isPaired(text, index);
            default -> false;
        };
    }

    /** Whether the character changes the direction of the text or is invisible. */
    private static boolean isInvisibleOrTurns(char c) {
        return (c >= '\u200b' && c <= '\u200f' && c != '\u200c' && c != '\u200d')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u206f')
                || c == '\u061c'
                || c == '\ufeff';
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
