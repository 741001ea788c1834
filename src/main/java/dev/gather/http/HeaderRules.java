package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.HeaderText;
import java.util.Locale;
import java.util.Set;

/** Which headers a composition or the configuration may set, and with which values. */
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

    /** Whether the HTTP client sets the header itself. */
    static boolean belongsToConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The header's name for a key of the configuration, in lower case. An environment variable can only spell
     * {@code x-api-key} as {@code x.api.key}.
     */
    static String configuredName(String key) {
        return key.replaceAll("\"|[.]+$", "").replace('.', '-').toLowerCase(Locale.ROOT);
    }

    /** @throws Failure if the value has characters that headers cannot have */
    static String checked(String name, String value) {
        if (!HeaderText.isValue(value)) {
            throw Failure.of(Failure.Code.UNSAFE_VALUE, "a value cannot stand in the header '" + name + "'");
        }
        return value;
    }
}
