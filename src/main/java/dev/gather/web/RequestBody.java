package dev.gather.web;

import dev.gather.config.FunctionMemory;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");

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
        String type = type(request);
        if (JSON_TYPES.matcher(type).matches()) {
            return new RequestBody(Map.of(), JsonBody.readObject(content, "the body"));
        }
        if (FORM_TYPE.matcher(type).matches()) {
            checkCharset(type);
            return new RequestBody(fields(content, FunctionMemory.forValues()), Map.of());
        }
        throw Failure.of(
                Code.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json or application/x-www-form-urlencoded");
    }

    /**
     * The content of a request whose body has to be JSON. It is not read yet.
     *
     * @param limit the largest body in bytes once it is decompressed
     * @throws Failure if it has another type, or is too large
     */
    static byte[] json(WebRequest request, long limit) {
        if (!JSON_TYPES.matcher(type(request)).matches()) {
            throw Failure.of(Code.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json");
        }
        return Compression.content(request, limit);
    }

    private static String type(WebRequest request) {
        return request.headers().getOrDefault("content-type", JSON).toLowerCase(Locale.ROOT);
    }

    private static void checkCharset(String type) {
        boolean other = CHARSET.matcher(type)
                .results()
                .map(charset -> charset.group(1))
                .anyMatch(charset -> !UTF_8.contains(charset));
        if (other) {
            throw Failure.of(Code.UNSUPPORTED_MEDIA_TYPE, "send the form in UTF-8, and not in another charset");
        }
    }

    /**
     * The fields of a form.
     *
     * @param memory the most that they may take, in bytes, by an estimate: each has a name and a value
     * @throws Failure if they take more, or are not in UTF-8
     */
    static Map<String, List<String>> fields(byte[] content, long memory) {
        long pairs = 1;
        for (byte character : content) {
            pairs += character == '&' ? 1 : 0;
        }
        if (2 * pairs * ExactJson.BYTES_PER_VALUE + content.length > memory) {
            throw Failure.of(Code.BODY_TOO_LARGE, "the body has more values than the function's memory takes");
        }
        return FormFields.parse(content);
    }
}
