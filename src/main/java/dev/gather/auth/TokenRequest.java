package dev.gather.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a client says to a token endpoint.
 *
 * @param endpoint its URL
 * @param client the client's id
 * @param secret the client's secret; empty on a machine that has none, and gets no tokens
 * @param scope what the token is to allow
 * @param audience the API that the token is for
 * @param inBody whether the client's id and secret are in the body, and not in a header
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, Client Credentials Grant</a>
 */
public record TokenRequest(
        URI endpoint,
        String client,
        Optional<String> secret,
        Optional<String> scope,
        Optional<String> audience,
        boolean inBody) {
    /** The value of the header {@code authorization}; empty if there is none. */
    Optional<String> authorization() {
        if (inBody) {
            return Optional.empty();
        }
        String both = encoded(client) + ":" + encoded(secret.orElse(""));
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** The body, a form. */
    String form() {
        StringJoiner form = new StringJoiner("&").add("grant_type=client_credentials");
        scope.ifPresent(names -> form.add("scope=" + encoded(names)));
        audience.ifPresent(api -> form.add("audience=" + encoded(api)));
        if (inBody) {
            form.add("client_id=" + encoded(client)).add("client_secret=" + encoded(secret.orElse("")));
        }
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "a token for " + client;
    }
}
