package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The target of the request for a next page. Answers do not choose where requests go: a page is at the upstream's own origin,
 * below its base URL.
 *
 * @param base the upstream's URL
 * @param current the target of the request that was answered, below the base URL
 */
record NextTarget(URI base, String current) {
    private static final int MOST_CHARACTERS = 8_192;
    /** What {@link URI} takes; brackets in queries and all else that servers write in vain are encoded. */
    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%";

    /**
     * The target that a reference leads to, absolute or relative to the current request.
     *
     * @param drop the names of query parameters that are left out
     * @throws Failure if it is no reference, or leads elsewhere
     */
    String of(String reference, Predicate<String> drop) {
        URI link = uri(reference.strip());
        if (link.isOpaque() || (link.isAbsolute() && link.getRawAuthority() == null)) {
            throw refused("is no URL of HTTP");
        }
        if (link.getRawAuthority() != null && !origin(link).equals(origin(base))) {
            throw refused("is at another origin than the upstream");
        }
        URI own = uri(basePath() + current);
        boolean samePath = link.getRawAuthority() == null && link.getRawPath().isEmpty();
        String path = samePath
                ? own.getRawPath()
                : absolute(own.resolve(link).normalize().getRawPath());
        String query = samePath && link.getRawQuery() == null ? own.getRawQuery() : link.getRawQuery();
        return belowBase(path) + joined(parameters(query).filter(parameter -> !drop.test(name(parameter))));
    }

    /**
     * The current target with other query parameters: a null leaves its parameter out, a list repeats it.
     *
     * @throws Failure if a value is an object or a list in a list
     */
    String with(Map<?, ?> changed) {
        int start = current.indexOf('?');
        String path = start < 0 ? current : current.substring(0, start);
        Stream<String> kept = parameters(start < 0 ? null : current.substring(start + 1))
                .filter(parameter -> !changed.containsKey(name(parameter)));
        Stream<String> added = changed.entrySet().stream().flatMap(NextTarget::written);
        return path + joined(Stream.concat(kept, added));
    }

    private static Stream<String> written(Map.Entry<?, ?> parameter) {
        String name = PercentEncoding.encode(String.valueOf(parameter.getKey()));
        Stream<?> values = parameter.getValue() instanceof List<?> list
                ? list.stream()
                : Stream.of(parameter).map(Map.Entry::getValue);
        return values.filter(Objects::nonNull).map(value -> name + "=" + PercentEncoding.encode(ValueText.text(value)));
    }

    private static String joined(Stream<String> parameters) {
        String query = String.join("&", parameters.toList());
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Stream<String> parameters(String query) {
        return query == null ? Stream.empty() : Stream.of(query.split("&", -1)).filter(one -> !one.isEmpty());
    }

    /** The decoded name of a parameter in a query. */
    private static String name(String parameter) {
        String name = parameter.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // A percent sign in it is not an escape.
        }
    }

    private String basePath() {
        return base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", "");
    }

    private static String absolute(String path) {
        return path.isEmpty() ? "/" : path;
    }

    private String belowBase(String path) {
        if (!path.startsWith(basePath() + "/")) {
            throw refused("is not below the upstream's URL");
        }
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty() && !PathTemplate.isSegment(segment)) {
                throw refused("has dots for a part of its path");
            }
        }
        return path.substring(basePath().length());
    }

    /** Scheme, host and port, of which the scheme has a default. A reference without a scheme has that of the base. */
    private String origin(URI uri) {
        String scheme = (uri.getScheme() == null ? base.getScheme() : uri.getScheme()).toLowerCase(Locale.ROOT);
        String port = scheme.equals("https") ? ":443" : ":80";
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        return scheme + "://"
                + (authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority);
    }

    private static URI uri(String reference) {
        if (reference.length() > MOST_CHARACTERS) {
            throw refused("is longer than " + MOST_CHARACTERS + " characters");
        }
        StringBuilder encoded = new StringBuilder();
        reference.codePoints().forEach(character -> {
            if (Character.isISOControl(character)) {
                throw refused("has control characters");
            }
            String text = Character.toString(character);
            encoded.append(LEGAL.contains(text) ? text : PercentEncoding.encode(text));
        });
        try {
            return new URI(encoded.toString());
        } catch (URISyntaxException e) {
            throw refused("is no URL");
        }
    }

    private static Failure refused(String fault) {
        return Failure.of(Code.MALFORMED, "the URL that the upstream gives for the next page " + fault);
    }
}
