package dev.gather.http;

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
 * @param written as it came; the first one counts if a proxy has joined several
 * @param charset the encoding of its text, unless a byte order mark says otherwise
 */
record AnswerType(String written, Charset charset) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("[;,]");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,40}/[\\w!#$&^.+-]{1,80}");
    private static final Pattern JSON = Pattern.compile("json|[^/]+/([^/]+\\+)?json");

    /** A byte order mark and its encoding. */
    @SuppressWarnings("ArrayRecordComponent") // marks are not compared
    private record Mark(Charset charset, byte[] bytes) {
        boolean starts(byte[] body) {
            return body.length >= bytes.length
                    && ByteBuffer.wrap(body, 0, bytes.length).equals(ByteBuffer.wrap(bytes));
        }
    }

    /** Every mark begins with a byte as high as this, which no JSON and hardly a text does. */
    private static final int LOWEST_OF_MARKS = 0xEF;

    private static final List<Mark> MARKS = List.of(
            new Mark(StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}),
            new Mark(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF}),
            new Mark(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE}));

    /** Reads a content type. */
    static AnswerType of(String contentType) {
        return new AnswerType(contentType, charset(contentType));
    }

    private static Charset charset(String contentType) {
        if (contentType.indexOf('=') < 0) {
            return StandardCharsets.UTF_8;
        }
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The content type of the same text in UTF-8; that of a plain text if there is none. */
    static String inUtf8(String contentType) {
        String kept = CHARSET.matcher(contentType).replaceAll("charset=utf-8");
        return kept.isBlank() ? "text/plain" : kept;
    }

    /** Type and subtype in lower case. */
    private String mediaType() {
        return END.split(written, 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** What a body of this type is that is not JSON, for messages: "an HTML page, not JSON". */
    String notJson() {
        String mediaType = mediaType();
        if (JSON.matcher(mediaType).matches()) {
            return "not the JSON that it claims to be";
        }
        if (mediaType.equals("text/html")) {
            return "an HTML page, not JSON";
        }
        return MEDIA_TYPE.matcher(mediaType).matches() ? mediaType + ", not JSON" : "not JSON";
    }

    /**
     * The body's characters without its byte order mark, whatever its type.
     *
     * @throws CharacterCodingException if its bytes are not valid in its encoding
     */
    String decoded(byte[] body) throws CharacterCodingException {
        Optional<Mark> mark = mark(body);
        int start = mark.map(found -> found.bytes().length).orElse(0);
        return mark.map(Mark::charset)
                .orElse(charset)
                .newDecoder()
                .decode(ByteBuffer.wrap(body, start, body.length - start))
                .toString();
    }

    /**
     * The body in UTF-8 without its byte order mark: the same bytes if they should be that already, which is not checked.
     *
     * @throws CharacterCodingException if its bytes are not valid in another encoding
     */
    byte[] utf8(byte[] body) throws CharacterCodingException {
        boolean asItIs = charset.equals(StandardCharsets.UTF_8) && mark(body).isEmpty();
        return asItIs ? body : decoded(body).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Mark> mark(byte[] body) {
        boolean possible = body.length > 0 && (body[0] & 0xFF) >= LOWEST_OF_MARKS;
        if (!possible) {
            return Optional.empty();
        }
        return MARKS.stream().filter(each -> each.starts(body)).findFirst();
    }
}
