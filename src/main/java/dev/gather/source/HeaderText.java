package dev.gather.source;

import java.util.regex.Pattern;

/** Checks names and values of HTTP headers (RFC 9110). */
public final class HeaderText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[\\t -~]*[!-~])?)?");

    private HeaderText() {}

    /** Whether this is a valid header name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Whether a header can hold this value: visible ASCII, with spaces and tabs inside. For other characters there is no
     * generally agreed encoding, and white space at either end would be lost.
     */
    public static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }
}
