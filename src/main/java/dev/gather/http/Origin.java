package dev.gather.http;

import dev.gather.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of an upstream. Its answers may lead on, by a redirect or to a next page, but only there, so that no
 * header and no credential gets anywhere else.
 *
 * @param url the upstream's URL
 * @param override the URL with the host that the upstream is told to be
 */
record Origin(UpstreamUrl url, Optional<UpstreamUrl> override) {
    private static final int MOST_CHARACTERS = 8_192;

    /** What {@link URI} takes; brackets in queries and all else that servers write in vain are encoded. */
    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%";

    /** What {@link URI#normalize} leaves of a path that climbs above the root. */
    private static final Pattern ABOVE_ROOT = Pattern.compile("^(?:/\\.\\.)+(?=/|$)");

    /** For {@link URI}, which takes a path that starts with two slashes for a host. */
    private static final String ANYWHERE = "http://origin";

    /**
     * A place within the origin.
     *
     * @param path from the root, with a slash at its start
     * @param query without its question mark; null if there is none
     */
    record Place(String path, @Nullable String query) {
        /** Path and query without some parameters. */
        String without(Predicate<String> parameter) {
            return path + joined(parameters(query).filter(one -> !parameter.test(name(one))));
        }
    }

    /**
     * The place to which a reference leads, which may be absolute, or relative to the request that was answered.
     *
     * @param current path and query of that request, from the root
     * @param refused makes the failure for a reference that leads nowhere, or elsewhere; what is wrong follows a subject
     */
    Place resolve(String current, String reference, Function<String, Failure> refused) {
        URI link = uri(reference.strip(), refused);
        if (link.isOpaque() || (link.isAbsolute() && link.getRawAuthority() == null)) {
            throw refused.apply("is no URL of HTTP");
        }
        if (link.getRawAuthority() != null && !has(link)) {
            throw refused.apply("is at another origin than the upstream");
        }
        URI own = URI.create(ANYWHERE + current);
        boolean samePath = link.getRawAuthority() == null && link.getRawPath().isEmpty();
        String path =
                samePath ? own.getRawPath() : own.resolve(link).normalize().getRawPath();
        String query = samePath && link.getRawQuery() == null ? own.getRawQuery() : link.getRawQuery();
        String below = ABOVE_ROOT.matcher(path).replaceFirst("");
        return new Place(below.isEmpty() ? "/" : below, query);
    }

    /** By which URL the upstream knows itself. */
    UpstreamUrl called() {
        return override.orElse(url);
    }

    /** A link without a scheme has that of the upstream; one with a user is refused, since no upstream has one. */
    private boolean has(URI link) {
        String scheme = link.getScheme() == null ? url.tls() ? "https" : "http" : link.getScheme();
        URI origin = URI.create(scheme + "://" + link.getRawAuthority());
        return UpstreamUrl.fault(origin).isEmpty()
                && (UpstreamUrl.of(origin).isSameOrigin(url)
                        || UpstreamUrl.of(origin).isSameOrigin(called()));
    }

    private static URI uri(String reference, Function<String, Failure> refused) {
        if (reference.length() > MOST_CHARACTERS) {
            throw refused.apply("is longer than " + MOST_CHARACTERS + " characters");
        }
        StringBuilder encoded = new StringBuilder();
        reference.codePoints().forEach(character -> {
            if (Character.isISOControl(character)) {
                throw refused.apply("has control characters");
            }
            String text = Character.toString(character);
            encoded.append(LEGAL.contains(text) ? text : PercentEncoding.encode(text));
        });
        try {
            return new URI(encoded.toString());
        } catch (URISyntaxException e) {
            throw refused.apply("is no URL");
        }
    }

    /** The parameters of a query, encoded. */
    static Stream<String> parameters(@Nullable String query) {
        return query == null ? Stream.empty() : Stream.of(query.split("&", -1)).filter(one -> !one.isEmpty());
    }

    /** The decoded name of a parameter in a query. */
    static String name(String parameter) {
        String name = parameter.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // A percent sign in it is not an escape.
        }
    }

    /** A query of parameters, with its question mark; empty if there are none. */
    static String joined(Stream<String> parameters) {
        String query = parameters.collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
