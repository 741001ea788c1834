package dev.gather.format;

import dev.gather.regex.Ascii;

/** URIs of RFC 3986, and IRIs of RFC 3987. */
final class UriFormats {
    private static final String UNRESERVED = "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final String PATH = UNRESERVED + SUB_DELIMITERS + ":@/";

    private final boolean international;

    UriFormats(boolean international) {
        this.international = international;
    }

    boolean isUri(String text) {
        return schemeEnd(text) > 0 && isReference(text);
    }

    /** A URI, or a reference relative to one. */
    boolean isReference(String text) {
        int hash = text.indexOf('#');
        String rest = hash < 0 ? text : text.substring(0, hash);
        if (hash >= 0 && !consistsOf(text.substring(hash + 1), PATH + "?", false)) {
            return false;
        }
        int question = rest.indexOf('?');
        if (question >= 0 && !consistsOf(rest.substring(question + 1), PATH + "?", true)) {
            return false;
        }
        return isHierarchy(question < 0 ? rest : rest.substring(0, question));
    }

    private boolean isHierarchy(String text) {
        int scheme = schemeEnd(text);
        String rest = text.substring(scheme);
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
            return isAuthority(authority) && consistsOf(slash < 0 ? "" : rest.substring(slash), PATH, false);
        }
        String first = rest.substring(0, rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/'));
        return (scheme > 0 || first.indexOf(':') < 0) && consistsOf(rest, PATH, false);
    }

    /** The index after a scheme and its colon; 0 if there is no scheme. */
    private static int schemeEnd(String text) {
        int i = 0;
        while (i < text.length() && (Ascii.isLetter(text.charAt(i)) || (i > 0 && isLaterOfScheme(text.charAt(i))))) {
            i++;
        }
        return i > 0 && i < text.length() && text.charAt(i) == ':' ? i + 1 : 0;
    }

    private static boolean isLaterOfScheme(char c) {
        return Ascii.isDigit(c) || c == '+' || c == '-' || c == '.';
    }

    private boolean isAuthority(String authority) {
        int at = authority.indexOf('@');
        if (at >= 0 && !consistsOf(authority.substring(0, at), UNRESERVED + SUB_DELIMITERS + ":", false)) {
            return false;
        }
        String place = authority.substring(at + 1);
        int end = place.startsWith("[") ? place.indexOf(']') + 1 : place.indexOf(':');
        String host = end < 0 ? place : place.substring(0, end);
        String port = end < 0 ? "" : place.substring(end);
        boolean portHolds =
                port.isEmpty() || (port.charAt(0) == ':' && Ascii.isDigits(port.substring(1), 0, Integer.MAX_VALUE));
        return portHolds && isHost(host);
    }

    private boolean isHost(String host) {
        if (!host.startsWith("[")) {
            return consistsOf(host, UNRESERVED + SUB_DELIMITERS, false);
        }
        String address = host.substring(1, host.length() - 1);
        return IpFormats.isIpv6(address) || address.matches("[vV][0-9A-Fa-f]{1,9}\\.[-._~!$&'()*+,;=:0-9A-Za-z]{1,99}");
    }

    /** Whether a text consists of letters, digits, percent-escapes and the given characters. */
    private boolean consistsOf(String text, String allowed, boolean inQuery) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean holds = c == '%'
                    ? i + 2 < text.length() && Ascii.isHex(text.charAt(i + 1)) && Ascii.isHex(text.charAt(i + 2))
                    : Ascii.isLetter(c)
                            || Ascii.isDigit(c)
                            || allowed.indexOf(c) >= 0
                            || (international && (isInternational(c) || (inQuery && isPrivate(c))));
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /** {@code ucschar} of RFC 3987. */
    static boolean isInternational(int c) {
        return Ascii.isWithin(c, 0xa0, 0xd7ff)
                || Ascii.isWithin(c, 0xf900, 0xfdcf)
                || Ascii.isWithin(c, 0xfdf0, 0xffef)
                || (Ascii.isWithin(c, 0x10000, 0xdfffd) && (c & 0xffff) <= 0xfffd)
                || Ascii.isWithin(c, 0xe1000, 0xefffd);
    }

    /** {@code iprivate} of RFC 3987. */
    static boolean isPrivate(int c) {
        return Ascii.isWithin(c, 0xe000, 0xf8ff) || (c >= 0xf0000 && (c & 0xffff) <= 0xfffd);
    }
}
