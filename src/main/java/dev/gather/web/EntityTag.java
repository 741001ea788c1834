package dev.gather.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names an answer by its content, so that it need not be sent again to a caller that has it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-etag">RFC 9110, ETag and If-None-Match</a>
 */
final class EntityTag {
    private static final int BYTES = 15;

    private EntityTag() {}

    /** The answer with its tag, if it is a successful read; 304 without content if the caller has it. */
    static WebAnswer tagged(WebRequest request, WebAnswer answer) {
        if (!request.reads() || answer.status() != 200) {
            return answer;
        }
        // Weak, since the compressed document has the same tag.
        String tag = answer.headers().getOrDefault("etag", "W/\"" + digest(answer.body()) + "\"");
        WebAnswer tagged = answer.with(Map.of("etag", tag));
        return matches(request.headers().get("if-none-match"), tag) ? notModified(tagged) : tagged;
    }

    private static boolean matches(@Nullable String condition, String tag) {
        return condition != null
                && Stream.of(condition.split(","))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || opaque(each).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static WebAnswer notModified(WebAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.remove("content-type");
        return WebAnswer.empty(304, headers);
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
