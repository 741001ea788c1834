package dev.gather.format;

import dev.gather.regex.Ascii;

/** IP addresses of RFC 2673 and RFC 4291. */
final class IpFormats {
    private static final int LONGEST = 45;

    private IpFormats() {}

    static boolean isIpv4(String text) {
        if (text.length() > 15) {
            return false;
        }
        String[] parts = text.split("\\.", -1);
        boolean holds = parts.length == 4;
        for (String part : parts) {
            holds = holds
                    && Ascii.isDigits(part, 1, 3)
                    && (part.length() == 1 || part.charAt(0) != '0')
                    && Integer.parseInt(part) <= 255;
        }
        return holds;
    }

    static boolean isIpv6(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int first = before.isEmpty() ? 0 : groups(before, false);
        int last = after.isEmpty() ? 0 : groups(after, true);
        return first >= 0 && last >= 0 && first + last <= 7;
    }

    /** The number of 16-bit groups in a text; if one is invalid, so negative that no sum comes out right. */
    private static int groups(String text, boolean mayEndWithIpv4) {
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() >= 1
                    && parts[i].length() <= 4
                    && parts[i].chars().allMatch(Ascii::isHex)) {
                groups++;
            } else if (mayEndWithIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
                groups += 2;
            } else {
                return -100;
            }
        }
        return groups;
    }
}
