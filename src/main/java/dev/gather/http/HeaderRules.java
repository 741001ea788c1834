package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.HeaderText;
import java.util.Locale;
import java.util.Set;

/** Which headers a composition may set, and that a value can stand in one. */
final class HeaderRules {
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

    /** True for the headers that the HTTP client sets itself. */
    static boolean belongsToConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The header's name that a key of the configuration stands for, in lower case. An environment variable can only say
     * {@code x.api.key} for {@code x-api-key}.
     */
    static String configuredName(String key) {
        return key.replaceAll("\"|[.]+$", "").replace('.', '-').toLowerCase(Locale.ROOT);
    }

    static String checked(String name, String value) {
        if (!HeaderText.isValue(value)) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "a value cannot stand in the header '" + name + "'");
        }
        return value;
    }
}
