package dev.gather.http;

import dev.gather.source.Fetched;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An upstream's answer before its body is decoded.
 *
 * @param status the HTTP status code
 * @param headers its headers
 * @param body the body as far as it is needed, or empty
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, MultiMap headers, byte[] body) {
    /** The header's value; several values are joined with commas. Empty if the header is absent. */
    String header(String name) {
        return headers.contains(name) ? String.join(",", headers.getAll(name)) : "";
    }

    /** Status and headers as expressions see them. */
    Fetched.Response response() {
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach((name, value) ->
                all.merge(name.toLowerCase(Locale.ROOT), value, (first, second) -> first + ", " + second));
        return new Fetched.Response(status, all);
    }
}
