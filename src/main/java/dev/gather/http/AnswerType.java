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
 * What an upstream says that its answer is.
 *
 * @param mediaType type and subtype in lower case
 * @param silent whether it says nothing
 * @param charset how its text is encoded, unless a byte order mark says otherwise
 */
record AnswerType(String mediaType, boolean silent, Charset charset) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+");
    private static final Pattern JSON = Pattern.compile("json|[^/]+/([^/]+\\+)?json");
    private static final Pattern NO_TEXT = Pattern.compile("(image|audio|video|font|multipart)/.*");

    /** A byte order mark and the encoding that it stands for; that of UTF-32 starts with that of UTF-16. */
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

    /** Reads a content type. Of several, which some proxies join, the first counts. */
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

    /** How many bytes of the body are a byte order mark. */
    static int markLength(byte[] body) {
        return mark(body).map(mark -> mark.bytes().length).orElse(0);
    }

    private static Optional<Mark> mark(byte[] body) {
        return MARKS.stream().filter(mark -> mark.starts(body)).findFirst();
    }

    /**
     * The body's text.
     *
     * @throws Failure if it is not said to be one, or its bytes are none in its encoding
     */
    String text(byte[] body) {
        if (!mayBeText()) {
            throw noText();
        }
        return decoded(body);
    }

    /**
     * The body's characters, without a byte order mark, whatever it is said to be.
     *
     * @throws Failure if its bytes are no text in its encoding
     */
    String decoded(byte[] body) {
        int start = markLength(body);
        Charset encoding = mark(body).map(Mark::charset).orElse(charset);
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(body, start, body.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw noText();
        }
    }

    private boolean mayBeText() {
        return silent
                || (MEDIA_TYPE.matcher(mediaType).matches()
                        && !NO_TEXT.matcher(mediaType).matches());
    }

    private static Failure noText() {
        return Failure.of(Code.MALFORMED, "the upstream's answer is neither JSON nor a text");
    }
}
