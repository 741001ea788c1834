package dev.gather.source;

import java.util.regex.Pattern;

/** What HTTP allows in the names and values of headers, RFC 9110. */
public final class HeaderText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[\\t -~]*[!-~])?)?");

    private HeaderText() {}

    /** True if a header can have that name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * True if a header can have that value: visible ASCII, with spaces and tabs inside. Other characters have no encoding
     * that all agree on, and white space at either end would be lost.
     */
    public static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }
}
