package dev.gather.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base URL of an upstream. Unlike in {@link URI}, whose host is null then, the name of a host may have underscores, as those
 * of containers often do.
 *
 * @param tls whether its scheme is {@code https}, in upper or lower case
 * @param host the name or address of its host
 * @param port its port, or that of its scheme
 * @param path the path that those of requests are appended to, without a slash at its end
 */
record UpstreamUrl(boolean tls, String host, int port, String path) {
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9_.-]+)(?::([0-9]{0,9}))?");
    static final int HIGHEST_PORT = 65_535;

    /** @param url one without a {@link #fault} */
    static UpstreamUrl of(URI url) {
        boolean tls = scheme(url).equals("https");
        int port = port(url);
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return new UpstreamUrl(tls, host(url).orElseThrow(), port >= 0 ? port : tls ? 443 : 80, path);
    }

    /** Why a URL cannot be that of an upstream; empty if it can. */
    static Optional<String> fault(URI url) {
        String scheme = scheme(url);
        Optional<String> host = host(url);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("its url must start with http:// or https://");
        }
        if (host.isEmpty()) {
            return Optional.of("its url has no host, or one with characters that hosts cannot have");
        }
        if (scheme.equals("https") && host.get().contains("_")) {
            return Optional.of("the host of its url has a '_', which TLS does not allow: use another name of the host");
        }
        if (port(url) > HIGHEST_PORT) {
            return Optional.of("the port of its url is above " + HIGHEST_PORT);
        }
        return url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null
                ? Optional.of("its url may have a path, but no query, fragment or user")
                : Optional.empty();
    }

    boolean isSameOrigin(UpstreamUrl other) {
        return tls == other.tls && port == other.port && host.equalsIgnoreCase(other.host);
    }

    private static String scheme(URI url) {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> host(URI url) {
        return Optional.ofNullable(url.getHost()).or(() -> authority(url).map(found -> found.group(1)));
    }

    /** The port; negative if there is none. */
    private static int port(URI url) {
        String written = url.getHost() == null
                ? authority(url).map(found -> found.group(2)).orElse("")
                : String.valueOf(url.getPort());
        return written.isEmpty() ? -1 : Integer.parseInt(written);
    }

    private static Optional<Matcher> authority(URI url) {
        return Optional.ofNullable(url.getRawAuthority())
                .map(AUTHORITY::matcher)
                .filter(Matcher::matches);
    }
}
