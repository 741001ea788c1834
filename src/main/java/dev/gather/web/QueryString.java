package dev.gather.web;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decodes the percent-encoded paths and queries of browsers and AWS. Bytes that are not UTF-8 are refused, since nothing
 * says which characters they are.
 */
public final class QueryString {
    private static final int LONGEST_NAME = 100;

    private QueryString() {}

    /**
     * The decoded values of each parameter of a query, in their order.
     *
     * @throws Failure if one is not in UTF-8
     */
    public static Map<String, List<String>> parse(String query) {
        return parse(query, StandardCharsets.UTF_8);
    }

    /**
     * The decoded values of each field of a form, in their order.
     *
     * @throws Failure if one is not in UTF-8
     */
    static Map<String, List<String>> parse(byte[] form) {
        return parse(new String(form, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    /** @param charset gives the bytes of the characters that are not percent-encoded */
    private static Map<String, List<String>> parse(String query, Charset charset) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = name(equals < 0 ? pair : pair.substring(0, equals), charset);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value(name, value, charset));
            }
        }
        return parameters;
    }

    /**
     * Decodes the names and values of parameters.
     *
     * @throws Failure if one is not in UTF-8
     */
    public static Map<String, List<String>> decoded(Map<String, List<String>> encoded) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        encoded.forEach((text, values) -> {
            String name = name(text, StandardCharsets.UTF_8);
            decoded.put(
                    name,
                    values.stream()
                            .map(value -> value(name, value, StandardCharsets.UTF_8))
                            .toList());
        });
        return decoded;
    }

    private static String name(String text, Charset charset) {
        return decode(text.replace('+', ' '), charset, "the name of a parameter");
    }

    private static String value(String name, String text, Charset charset) {
        String shown = name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
        return decode(text.replace('+', ' '), charset, "the parameter '" + shown + "'");
    }

    /**
     * Decodes a segment of a path, where a plus is a plus.
     *
     * @throws Failure if it is not in UTF-8
     */
    static String decodeSegment(String segment) {
        return decode(segment, StandardCharsets.UTF_8, "the path");
    }

    /** @param what names the text in messages */
    private static String decode(String text, Charset charset, String what) {
        byte[] bytes = text.getBytes(charset);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = isEscape(bytes, i);
            bytes[length++] = escape ? (byte) (16 * digit(bytes[i + 1]) + digit(bytes[i + 2])) : bytes[i];
            i += escape ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.of(Code.INVALID_REQUEST, what + " is not in UTF-8");
        }
    }

    /** Whether a percent sign is followed by two digits; any other stands for itself. */
    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%' && at + 2 < bytes.length && digit(bytes[at + 1]) >= 0 && digit(bytes[at + 2]) >= 0;
    }

    private static int digit(byte character) {
        return Character.digit(character, 16);
    }

    /** Encodes the segments of a decoded path. */
    public static String encodePath(String decoded) {
        return Stream.of(decoded.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
