package dev.gather.format;

import dev.gather.regex.Ascii;
import java.text.Normalizer;

/** Mailboxes of RFC 5321, and with international characters those of RFC 6531. */
final class EmailFormats {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final String SPECIAL = "!#$%&'*+-/=?^_`{|}~";

    private EmailFormats() {}

    static boolean isEmail(String text, boolean international) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART) {
            return false;
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        return (local.startsWith("\"") ? isQuoted(local, international) : isDotted(local, international))
                && isDomain(domain, international);
    }

    private static boolean isDomain(String domain, boolean international) {
        if (domain.startsWith("[") && domain.endsWith("]")) {
            String address = domain.substring(1, domain.length() - 1);
            return address.regionMatches(true, 0, "IPv6:", 0, 5)
                    ? IpFormats.isIpv6(address.substring(5))
                    : IpFormats.isIpv4(address);
        }
        if (domain.length() > LONGEST_DOMAIN) {
            return false;
        }
        return international
                ? HostFormats.isInternationalHostname(Normalizer.normalize(domain, Normalizer.Form.NFC))
                : HostFormats.isHostname(domain);
    }

    private static boolean isDotted(String local, boolean international) {
        boolean dots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        return !dots
                && local.chars()
                        .allMatch(c -> Ascii.isLetter(c)
                                || Ascii.isDigit(c)
                                || c == '.'
                                || SPECIAL.indexOf(c) >= 0
                                || (international && c >= 0x80));
    }

    private static boolean isQuoted(String local, boolean international) {
        int end = local.length() - 1;
        if (end < 1 || local.charAt(end) != '"') {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = local.charAt(i);
            boolean escaped = c == '\\';
            if (escaped) {
                i++;
                c = local.charAt(i);
            }
            boolean printable = Ascii.isWithin(c, ' ', '~') || (international && c >= 0x80);
            if (!printable || i == end || (c == '"' && !escaped)) {
                return false;
            }
        }
        return true;
    }
}
