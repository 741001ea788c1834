package dev.gather.web;

import dev.gather.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses answers for callers that accept gzip, and decompresses requests. */
final class Compression {
    /** A smaller answer, in bytes, fits into one packet anyway. */
    private static final int WORTHWHILE = 1400;

    private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

    private Compression() {}

    /**
     * The answer, compressed if the caller accepts gzip and the content is large enough. The header {@code vary} is set on
     * every answer, including 304, which must have the headers that 200 would have.
     */
    static WebAnswer gzip(WebRequest request, WebAnswer answer) {
        if (answer.status() != 200 && answer.status() != 304) {
            return answer;
        }
        WebAnswer varying = answer.varyingBy("accept-encoding");
        boolean worthwhile = answer.body().length >= WORTHWHILE;
        return worthwhile && accepted(request.headers().getOrDefault("accept-encoding", ""))
                ? compressed(varying)
                : varying;
    }

    /** A strong tag becomes weak, since it must not name two different sequences of bytes. */
    private static WebAnswer compressed(WebAnswer answer) {
        String tag = answer.headers().get("etag");
        WebAnswer weak = tag == null || tag.startsWith("W/") ? answer : answer.with(Map.of("etag", "W/" + tag));
        return weak.with(Map.of("content-encoding", "gzip")).withBody(gzip(answer.body()));
    }

    /**
     * A request's content, decompressed if necessary.
     *
     * @throws Failure if the encoding is unknown, the content is damaged, or it has more bytes than the limit
     */
    static byte[] content(WebRequest request, long limit) {
        String encoding = request.headers()
                .getOrDefault("content-encoding", "identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> request.body();
            case "gzip", "x-gzip" -> unzipped(request.body(), limit);
            default ->
                throw Failure.of(
                        Failure.Code.UNSUPPORTED_MEDIA_TYPE, "send the body as it is, or compressed with gzip");
        };
    }

    private static byte[] unzipped(byte[] body, long limit) {
        byte[] content;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            content = gzip.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        } catch (IOException e) {
            throw Failure.of(Failure.Code.INVALID_REQUEST, "the body is not gzip, though its content-encoding says so");
        }
        if (content.length > limit) {
            throw Failure.of(Failure.Code.BODY_TOO_LARGE, "the body has more than " + limit + " bytes");
        }
        return content;
    }

    private static boolean accepted(String encodings) {
        return Stream.of(encodings.toLowerCase(Locale.ROOT).split(",")).anyMatch(Compression::isGzip);
    }

    private static boolean isGzip(String encoding) {
        String[] parts = encoding.strip().split("\\s*;\\s*", -1);
        return parts[0].equals("gzip")
                && (parts.length == 1 || !REFUSED.matcher(parts[1]).matches());
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
