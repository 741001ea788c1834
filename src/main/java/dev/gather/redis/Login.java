package dev.gather.redis;

import dev.gather.config.GatherConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who logs in, and how. Never logged.
 *
 * @param user empty for the default user
 * @param password empty if there is no login
 */
record Login(Optional<String> user, Optional<String> password) {
    /** The login that the configuration has: that of its properties, or else that of the first URL. */
    static Login of(GatherConfig.Redis config) {
        String info = Optional.ofNullable(URI.create(config.url().get(0)).getRawUserInfo())
                .orElse("");
        int colon = info.indexOf(':');
        Optional<String> user = part(colon < 0 ? info : info.substring(0, colon));
        Optional<String> password = part(colon < 0 ? "" : info.substring(colon + 1));
        return new Login(config.username().or(() -> user), config.password().or(() -> password));
    }

    private static Optional<String> part(String encoded) {
        return encoded.isEmpty()
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** As it stands in the client's connection strings, before the host. */
    String userInfo() {
        return password.map(secret -> user.map(Login::encoded).orElse("") + ':' + encoded(secret) + '@')
                .orElse("");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "a login";
    }
}
