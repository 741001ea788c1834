package dev.gather.regex;

/** What ASCII's characters are. */
public final class Ascii {
    private Ascii() {}

    /** Whether it is a digit. */
    public static boolean isDigit(int c) {
        return isWithin(c, '0', '9');
    }

    /** Whether it is a letter. */
    public static boolean isLetter(int c) {
        return isWithin(c, 'a', 'z') || isWithin(c, 'A', 'Z');
    }

    /** Whether it is a hexadecimal digit. */
    public static boolean isHex(int c) {
        return isDigit(c) || isWithin(c, 'a', 'f') || isWithin(c, 'A', 'F');
    }

    /** Whether a code point is in a range, whose ends belong to it. */
    public static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** Whether a text has only digits, and so many of them. */
    public static boolean isDigits(String text, int least, int most) {
        return text.length() >= least && text.length() <= most && text.chars().allMatch(Ascii::isDigit);
    }
}
