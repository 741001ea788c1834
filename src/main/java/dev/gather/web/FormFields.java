package dev.gather.web;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the fields of an HTML form. Bytes that are not UTF-8 are refused, since nothing says which characters they are; in a
 * URL, where anything may stand that nobody asks for, they become U+FFFD: {@link QueryString}.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">The URL standard</a>
 */
final class FormFields {
    private static final int LONGEST_NAME = 100;

    private FormFields() {}

    /**
     * The decoded values of each field, in their order.
     *
     * @throws Failure if one is not in UTF-8
     */
    static Map<String, List<String>> parse(byte[] form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals), "the name of a parameter");
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(decode(value, "the parameter '" + shortened(name) + "'"));
            }
        }
        return fields;
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /**
     * @param text its bytes, each as one character
     * @param what names the text in messages
     */
    private static String decode(String text, String what) {
        byte[] bytes = text.replace('+', ' ').getBytes(StandardCharsets.ISO_8859_1);
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
}
