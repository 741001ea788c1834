package dev.gather.web;

import dev.gather.config.FunctionMemory;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in a caller's body: a JSON object, or the fields of an HTML form.
 *
 * @param fields the values of each field of a form
 * @param values the members of a JSON object
 */
record RequestBody(Map<String, List<String>> fields, Map<String, @Nullable Object> values) {
    private static final String JSON = "application/json";
    private static final Pattern JSON_TYPES = Pattern.compile("application/([a-z0-9.+-]+\\+)?json\\s*(;.*)?");
    private static final Pattern FORM_TYPE = Pattern.compile("application/x-www-form-urlencoded\\s*(;.*)?");

    private static final RequestBody NOTHING = new RequestBody(Map.of(), Map.of());

    /**
     * Reads a request's body.
     *
     * @param limit the largest body in bytes once it is decompressed
     * @throws Failure if it has another type, cannot be read, or is too large
     */
    static RequestBody of(WebRequest request, long limit) {
        if (request.body().length == 0) {
            return NOTHING;
        }
        byte[] content = Compression.content(request, limit);
        String type = request.headers().getOrDefault("content-type", JSON).toLowerCase(Locale.ROOT);
        if (JSON_TYPES.matcher(type).matches()) {
            return new RequestBody(Map.of(), JsonBody.readObject(content, "the body"));
        }
        if (FORM_TYPE.matcher(type).matches()) {
            return new RequestBody(fields(content, FunctionMemory.forValues()), Map.of());
        }
        throw Failure.of(
                Code.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json or application/x-www-form-urlencoded");
    }

    /**
     * The fields of a form, which are encoded like a query.
     *
     * @param memory the most that they may take, in bytes, by an estimate: each has a name and a value
     * @throws Failure if they take more
     */
    static Map<String, List<String>> fields(byte[] content, long memory) {
        String form = new String(content, StandardCharsets.UTF_8);
        long pairs = 1 + form.chars().filter(character -> character == '&').count();
        if (2 * pairs * ExactJson.BYTES_PER_VALUE + form.length() > memory) {
            throw Failure.of(Code.BODY_TOO_LARGE, "the body has more values than the function's memory takes");
        }
        return QueryString.parse(form);
    }
}
