package dev.gather.function;

import dev.gather.evaluation.EvaluationException;
import dev.gather.function.BuiltIn.Arguments;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that encode and decode strings. */
final class UrlFunctions {
    private static final String MARKS = "-_.!~*'()";
    private static final String RESERVED = ";/?:@&=+$,#";

    static final List<BuiltIn> ALL = List.of(
            BuiltIn.of("encodeUrlComponent", "<s-:s>", a -> encoded(a, MARKS)),
            BuiltIn.of("encodeUrl", "<s-:s>", a -> encoded(a, MARKS + RESERVED)),
            BuiltIn.of("decodeUrlComponent", "<s-:s>", a -> decoded(a, "")),
            BuiltIn.of("decodeUrl", "<s-:s>", a -> decoded(a, RESERVED)),
            BuiltIn.of("base64encode", "<s-:s>", UrlFunctions::base64encoded),
            BuiltIn.of("base64decode", "<s-:s>", UrlFunctions::base64decoded));

    private UrlFunctions() {}

    private static @Nullable String encoded(Arguments arguments, String kept) {
        if (!arguments.has(0)) {
            return null;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : utf8(arguments.text(0))) {
            arguments.evaluation().step();
            char character = (char) (octet & 0xFF);
            if (isAlphanumeric(character) || kept.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        arguments.evaluation().text(encoded.length());
        return encoded.toString();
    }

    private static boolean isAlphanumeric(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    /** The text in UTF-8; fails if it has half of a surrogate pair, which has no octets. */
    static byte[] utf8(String text) {
        try {
            ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[octets.remaining()];
            octets.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw EvaluationException.of("D3140", "the string has half a surrogate pair and cannot be encoded");
        }
    }

    private static @Nullable String decoded(Arguments arguments, String kept) {
        if (!arguments.has(0)) {
            return null;
        }
        String text = arguments.text(0);
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            arguments.evaluation().step();
            int octet = text.charAt(i) == '%' ? octet(text, i) : -1;
            if (octet < 0) {
                int end = text.offsetByCodePoints(i, 1);
                octets.writeBytes(utf8(text.substring(i, end)));
                i = end - 1;
            } else if (octet < 0x80 && kept.indexOf(octet) >= 0) {
                octets.writeBytes(utf8(text.substring(i, i + 3)));
                i += 2;
            } else {
                octets.write(octet);
                i += 2;
            }
        }
        return text(octets.toByteArray());
    }

    private static int octet(String text, int percent) {
        try {
            return Integer.parseUnsignedInt(text.substring(percent + 1, percent + 3), 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw malformed();
        }
    }

    private static String text(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static EvaluationException malformed() {
        return EvaluationException.of("D3140", "the string is not percent-encoded UTF-8");
    }

    private static @Nullable String base64encoded(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        byte[] octets = utf8(arguments.text(0));
        arguments.evaluation().text(octets.length * 2L);
        return Base64.getEncoder().encodeToString(octets);
    }

    private static @Nullable String base64decoded(Arguments arguments) {
        if (!arguments.has(0)) {
            return null;
        }
        arguments.evaluation().text(arguments.text(0).length());
        try {
            return text(Base64.getMimeDecoder().decode(arguments.text(0)));
        } catch (IllegalArgumentException e) {
            throw new EvaluationException("$base64decode: the string is not base64");
        }
    }
}
