package dev.gather.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer, for whichever door it goes through.
 *
 * @param status HTTP's status
 * @param headers by name in lower case
 * @param body the content, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    /** One whose content is a JSON document of that media type. */
    public static WebAnswer json(int status, String mediaType, Object document) {
        return new WebAnswer(status, Map.of("content-type", mediaType), JsonBody.write(document));
    }

    /** One without content. */
    static WebAnswer empty(int status, Map<String, String> headers) {
        return new WebAnswer(status, headers, NOTHING);
    }

    /** The same with more headers, which win over those that are there. */
    public WebAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new WebAnswer(status, all, body);
    }

    /** The same, for caches to tell apart by a header of the request. */
    WebAnswer varyingBy(String header) {
        String vary = headers.get("vary");
        return with(Map.of("vary", vary == null ? header : vary + ", " + header));
    }

    /** The same without its content. */
    WebAnswer withoutBody() {
        return withBody(NOTHING);
    }

    /** The same with other content. */
    WebAnswer withBody(byte[] other) {
        return new WebAnswer(status, headers, other);
    }
}
