package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content type of an upstream's answer.
 *
 * @param mediaType type and subtype in lower case
 * @param silent whether the answer declares no type
 * @param charset the encoding of its text, unless a byte order mark says otherwise
 */
record AnswerType(String mediaType, boolean silent, Charset charset) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+");
    private static final Pattern JSON = Pattern.compile("json|[^/]+/([^/]+\\+)?json");
    private static final Pattern NO_TEXT = Pattern.compile("(image|audio|video|font|multipart)/.*");

    /** A byte order mark and its encoding. */
    @SuppressWarnings("ArrayRecordComponent") // marks are not compared
    private record Mark(Charset charset, byte[] bytes) {
        boolean starts(byte[] body) {
            return body.length >= bytes.length
                    && ByteBuffer.wrap(body, 0, bytes.length).equals(ByteBuffer.wrap(bytes));
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark(StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}),
            new Mark(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF}),
            new Mark(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE}));

    /** Reads a content type; the first one if a proxy has joined several. */
    static AnswerType of(String contentType) {
        String first = contentType.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new AnswerType(first, contentType.isBlank(), charset(contentType));
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    boolean isJson() {
        return JSON.matcher(mediaType).matches();
    }

    /** The length of the body's byte order mark in bytes; 0 if it has none. */
    static int markLength(byte[] body) {
        return mark(body).map(mark -> mark.bytes().length).orElse(0);
    }

    private static Optional<Mark> mark(byte[] body) {
        return MARKS.stream().filter(mark -> mark.starts(body)).findFirst();
    }

    /**
     * The body as text.
     *
     * @throws Failure if its type excludes text, or its bytes are not valid in its encoding
     */
    String text(byte[] body) {
        if (!mayBeText()) {
            throw notText();
        }
        return decoded(body);
    }

    /**
     * The body's characters without its byte order mark, whatever its type.
     *
     * @throws Failure if its bytes are not valid in its encoding
     */
    String decoded(byte[] body) {
        int start = markLength(body);
        Charset encoding = mark(body).map(Mark::charset).orElse(charset);
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(body, start, body.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notText();
        }
    }

    private boolean mayBeText() {
        return silent
                || (MEDIA_TYPE.matcher(mediaType).matches()
                        && !NO_TEXT.matcher(mediaType).matches());
    }

    private static Failure notText() {
        return Failure.of(Code.MALFORMED, "the upstream's answer is neither JSON nor text");
    }
}
