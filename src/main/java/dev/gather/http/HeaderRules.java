package dev.gather.http;

import dev.gather.composition.SourceFailure;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header names a composition may set, and what their values may hold. */
final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "proxy-connection");

    private HeaderRules() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** True for the headers that the HTTP client sets itself. */
    static boolean belongsToConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }

    static String checked(String name, String value) {
        if (!isValue(value)) {
            throw SourceFailure.of(
                    SourceFailure.Code.UNSAFE_VALUE, "a value cannot stand in the header '" + name + "'");
        }
        return value;
    }
}
