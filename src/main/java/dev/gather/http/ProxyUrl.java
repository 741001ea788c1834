package dev.gather.http;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy through which an upstream is reached: {@code http://proxy:3128}, or {@code socks5://user:password@proxy:1080}.
 *
 * @param url its URL, whose password is a secret
 */
record ProxyUrl(URI url) {
    private static final Map<String, ProxyType> TYPES = Map.of("http", ProxyType.HTTP, "socks5", ProxyType.SOCKS5);

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "a proxy";
    }

    /** Why it cannot be that of a proxy; empty if it can. Shows nothing of it. */
    Optional<String> fault() {
        if (!TYPES.containsKey(scheme())) {
            return Optional.of("its proxy must start with http:// or socks5://");
        }
        if (url.getHost() == null || url.getPort() < 1 || url.getPort() > UpstreamUrl.HIGHEST_PORT) {
            return Optional.of("its proxy needs a host and a port, as in http://proxy.example.com:3128");
        }
        boolean more = !url.getRawPath().isEmpty() && !url.getRawPath().equals("/");
        return more || url.getRawQuery() != null || url.getRawFragment() != null
                ? Optional.of("its proxy may have a user and a password, but no path, query or fragment")
                : Optional.empty();
    }

    /** For the HTTP client. */
    ProxyOptions options() {
        ProxyOptions options = new ProxyOptions()
                .setType(TYPES.get(scheme()))
                .setHost(url.getHost())
                .setPort(url.getPort());
        if (url.getRawUserInfo() != null) {
            String[] login = url.getRawUserInfo().split(":", 2);
            options.setUsername(decoded(login[0])).setPassword(login.length > 1 ? decoded(login[1]) : "");
        }
        return options;
    }

    /** A plus sign is one, unlike in a form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private String scheme() {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }
}
