package dev.gather.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decodes the percent-encoded paths and queries of browsers and AWS. */
public final class QueryString {
    private QueryString() {}

    /** The decoded values of each parameter of a query, in their order. */
    public static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name), absent -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return parameters;
    }

    /** Decodes the names and values of parameters. */
    public static Map<String, List<String>> decoded(Map<String, List<String>> encoded) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        encoded.forEach((name, values) -> decoded.put(
                decode(name), values.stream().map(QueryString::decode).toList()));
        return decoded;
    }

    /** Decodes a name or value of a query, where a plus is a space. */
    static String decode(String text) {
        return URLDecoder.decode(tolerated(text), StandardCharsets.UTF_8);
    }

    /** Decodes a segment of a path, where a plus is a plus. */
    static String decodeSegment(String segment) {
        return decode(segment.replace("+", "%2B"));
    }

    /** Encodes the segments of a decoded path. */
    public static String encodePath(String decoded) {
        return Stream.of(decoded.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** Encodes percent signs that are not part of an escape, so that they are accepted as they are. */
    private static String tolerated(String text) {
        return text.indexOf('%') < 0 ? text : text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
