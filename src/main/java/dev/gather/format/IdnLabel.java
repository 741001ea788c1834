package dev.gather.format;

import dev.gather.regex.Ascii;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;

/**
 * A label of an internationalized host name: the rules of RFC 5891 and RFC 5892, except those on right-to-left text.
 */
final class IdnLabel {
    private static final Set<Integer> VALID = Set.of(0xdf, 0x3c2, 0x6fd, 0x6fe, 0xf0b, 0x3007);
    private static final Set<Integer> INVALID =
            Set.of(0x640, 0x7fa, 0x302e, 0x302f, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303b);
    private static final Set<Integer> VIRAMAS = Set.of(
            0x94d, 0x9cd, 0xa4d, 0xacd, 0xb4d, 0xbcd, 0xc4d, 0xccd, 0xd4d, 0xdca, 0xe3a, 0xeba, 0xf84, 0x1039, 0x103a,
            0x1714, 0x1734, 0x17d2, 0x1a60, 0x1b44, 0x1baa, 0x1bab, 0x1bf2, 0x1bf3, 0x2d7f, 0xa806, 0xa8c4, 0xa953,
            0xa9c0, 0xaaf6, 0xabed, 0x10a3f, 0x11046, 0x1107f, 0x110b9, 0x11133, 0x11134, 0x111c0, 0x11235);

    private final int[] points;

    private IdnLabel(String label) {
        this.points = label.codePoints().toArray();
    }

    /** Whether a label, decoded, is a U-label or plain ASCII. */
    static boolean isValid(String label) {
        if (label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2)) {
            return false;
        }
        return Normalizer.isNormalized(label, Normalizer.Form.NFC) && new IdnLabel(label).holds();
    }

    private boolean holds() {
        boolean holds = points.length > 0 && !isMark(points[0]);
        for (int i = 0; i < points.length; i++) {
            holds = holds && holds(i);
        }
        return holds;
    }

    private boolean holds(int i) {
        return switch (points[i]) {
            case 0xb7 -> point(i - 1) == 'l' && point(i + 1) == 'l';
            case 0x375 -> isOf(UnicodeScript.GREEK, i + 1);
            case 0x5f3, 0x5f4 -> isOf(UnicodeScript.HEBREW, i - 1);
            case 0x30fb -> hasKana();
            case 0x200c -> VIRAMAS.contains(point(i - 1)) || joinsArabic(i);
            case 0x200d -> VIRAMAS.contains(point(i - 1));
            default -> isValid(points[i]) && !mixesDigits(points[i]);
        };
    }

    private static boolean isValid(int c) {
        if (c < 0x80) {
            return Ascii.isDigit(c) || Ascii.isWithin(c, 'a', 'z') || c == '-';
        }
        if (VALID.contains(c) || INVALID.contains(c)) {
            return VALID.contains(c);
        }
        boolean word = isMark(c)
                || switch (Character.getType(c)) {
                    case Character.LOWERCASE_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.OTHER_LETTER,
                            Character.DECIMAL_DIGIT_NUMBER -> true;
                    default -> false;
                };
        return word && Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC);
    }

    /** A label may not mix Arabic-Indic digits with their extended form. */
    private boolean mixesDigits(int c) {
        boolean plain = Ascii.isWithin(c, 0x660, 0x669);
        return plain && Arrays.stream(points).anyMatch(other -> Ascii.isWithin(other, 0x6f0, 0x6f9));
    }

    private boolean hasKana() {
        return Arrays.stream(points)
                .filter(c -> c != 0x30fb)
                .mapToObj(UnicodeScript::of)
                .anyMatch(script -> Set.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN)
                        .contains(script));
    }

    private boolean joinsArabic(int i) {
        return isOf(UnicodeScript.ARABIC, i - 1) && isOf(UnicodeScript.ARABIC, i + 1);
    }

    private boolean isOf(UnicodeScript script, int i) {
        return point(i) >= 0 && UnicodeScript.of(points[i]) == script;
    }

    private int point(int i) {
        return i >= 0 && i < points.length ? points[i] : -1;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
