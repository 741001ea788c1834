package dev.gather.input;

/** What ASCII's characters are. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return isWithin(c, '0', '9');
    }

    static boolean isLetter(int c) {
        return isWithin(c, 'a', 'z') || isWithin(c, 'A', 'Z');
    }

    static boolean isHex(int c) {
        return isDigit(c) || isWithin(c, 'a', 'f') || isWithin(c, 'A', 'F');
    }

    /** Whether a code point is in a range, whose ends belong to it. */
    static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** Whether a text has only digits, and so many of them. */
    static boolean isDigits(String text, int least, int most) {
        return text.length() >= least && text.length() <= most && text.chars().allMatch(Ascii::isDigit);
    }
}
