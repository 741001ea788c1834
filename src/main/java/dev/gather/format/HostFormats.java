package dev.gather.format;

import dev.gather.regex.Ascii;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Host names of RFC 1123, and internationalized ones of RFC 5890. */
final class HostFormats {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final String ENCODED = "xn--";

    private HostFormats() {}

    static boolean isHostname(String text) {
        return text.length() <= LONGEST_NAME
                && text.chars().allMatch(c -> c < 0x80)
                && labelsHold(text.split("\\.", -1));
    }

    static boolean isInternationalHostname(String text) {
        return text.length() <= LONGEST_NAME && labelsHold(text.split("[.\u3002\uff0e\uff61]", -1));
    }

    private static boolean labelsHold(String[] labels) {
        int length = -1;
        for (String label : labels) {
            int encoded = encodedLength(label);
            if (encoded == 0 || encoded > LONGEST_LABEL) {
                return false;
            }
            length += encoded + 1;
        }
        List<String> decoded = Arrays.stream(labels).map(HostFormats::decoded).toList();
        boolean mixed = decoded.stream().anyMatch(IdnDirection::isRightToLeft);
        return length <= LONGEST_NAME && (!mixed || decoded.stream().allMatch(IdnDirection::holds));
    }

    /** The length of a label in ASCII; 0 if it is invalid. */
    private static int encodedLength(String label) {
        if (label.startsWith("-") || label.endsWith("-") || label.length() > LONGEST_LABEL) {
            return 0;
        }
        boolean ascii = label.chars().allMatch(c -> c < 0x80);
        if (ascii && label.startsWith("--", 2)) {
            // Two dashes there are reserved for encodings, of which xn is the only one.
            String decoded = decoded(label);
            boolean encoded = isEncoded(label) && decoded.chars().anyMatch(c -> c >= 0x80) && IdnLabel.isValid(decoded);
            return encoded ? label.length() : 0;
        }
        if (ascii) {
            return label.chars().allMatch(c -> Ascii.isLetter(c) || Ascii.isDigit(c) || c == '-') ? label.length() : 0;
        }
        return IdnLabel.isValid(label) ? ENCODED.length() + Punycode.encodedLength(label) : 0;
    }

    private static String decoded(String label) {
        return isEncoded(label)
                ? Punycode.decode(label.substring(ENCODED.length()).toLowerCase(Locale.ROOT))
                : label;
    }

    private static boolean isEncoded(String label) {
        return label.regionMatches(true, 0, ENCODED, 0, ENCODED.length());
    }
}
