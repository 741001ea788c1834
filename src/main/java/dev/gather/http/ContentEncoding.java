package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Removes the content encoding of an upstream's answer. Gather asks for gzip, and also accepts deflate.
 *
 * @param limit the largest decoded content in bytes, checked while it is decoded
 * @param memory the budget that the decoded content counts against
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-content-encoding">RFC 9110, Content-Encoding</a>
 */
record ContentEncoding(long limit, MemoryBudget.Share memory) {
    private static final int MOST_CODINGS = 3;

    /**
     * The decoded content.
     *
     * @throws Failure if it is too large or damaged, or its encoding is unknown
     */
    byte[] decoded(HttpAnswer answer) {
        String declared = answer.header("content-encoding");
        return declared.isEmpty() ? answer.body() : decoded(answer.body(), codings(declared));
    }

    private static List<String> codings(String declared) {
        return Stream.of(declared.split(","))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }

    private byte[] decoded(byte[] body, List<String> codings) {
        if (codings.size() > MOST_CODINGS) {
            throw unknown();
        }
        byte[] content = body;
        for (int i = codings.size() - 1; i >= 0 && content.length > 0; i--) {
            content = decoded(content, codings.get(i));
        }
        return content;
    }

    private byte[] decoded(byte[] content, String coding) {
        try (InputStream decoded = stream(content, coding)) {
            long fits = Math.min(limit, memory.left());
            byte[] bytes = decoded.readNBytes((int) Math.min(fits + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limit) {
                throw Failure.of(Code.TOO_LARGE, "the upstream's answer is larger than " + limit + " bytes");
            }
            memory.take(bytes.length);
            return bytes;
        } catch (IOException e) {
            throw Failure.of(Code.MALFORMED, "the upstream's answer is not encoded as it declares");
        }
    }

    private static InputStream stream(byte[] content, String coding) throws IOException {
        InputStream encoded = new ByteArrayInputStream(content);
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(encoded);
            case "deflate" -> new InflaterInputStream(encoded, new Inflater(!isZlib(content)));
            default -> throw unknown();
        };
    }

    /** In RFC 9110 deflate means zlib's format, but some servers leave out its header. */
    private static boolean isZlib(byte[] content) {
        return content.length > 1
                && (content[0] & 0xF) == 8
                && (((content[0] & 0xFF) << 8) | (content[1] & 0xFF)) % 31 == 0;
    }

    private static Failure unknown() {
        return Failure.of(
                Code.MALFORMED, "the upstream's answer has an unknown content encoding, which Gather did not ask for");
    }
}
