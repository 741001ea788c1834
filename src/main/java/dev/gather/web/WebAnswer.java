package dev.gather.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, independent of the front door.
 *
 * @param status the HTTP status code
 * @param headers by name in lower case
 * @param body the content, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    /** An answer with a JSON document of that media type. */
    public static WebAnswer json(int status, String mediaType, @Nullable Object document) {
        return new WebAnswer(status, Map.of("content-type", mediaType), JsonBody.write(document));
    }

    /** An answer without content. */
    public static WebAnswer empty(int status, Map<String, String> headers) {
        return new WebAnswer(status, headers, NOTHING);
    }

    /** A copy with more headers, which replace those with the same name. */
    public WebAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new WebAnswer(status, all, body);
    }

    /** A copy whose header {@code vary} also names this header of the request. */
    WebAnswer varyingBy(String header) {
        String vary = headers.get("vary");
        return with(Map.of("vary", vary == null ? header : vary + ", " + header));
    }

    /** A copy without content. */
    WebAnswer withoutBody() {
        return withBody(NOTHING);
    }

    /** A copy with other content. */
    WebAnswer withBody(byte[] other) {
        return new WebAnswer(status, headers, other);
    }
}
