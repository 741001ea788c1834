package dev.gather.http;

import dev.gather.evaluation.Values;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.UnicodeText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A body in the encoding of HTML forms: the members of an object as fields. A null leaves its field out, a list repeats it.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-serializing">The URL standard, urlencoded serializing</a>
 */
final class FormBody {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    /** Whether this content type is that of a form. */
    static boolean isType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    /**
     * The encoded form; empty for null.
     *
     * @throws Failure if the value is not an object, or a member is not a scalar or a list of scalars
     */
    static String of(@Nullable Object value) {
        if (value != null && !(value instanceof Map)) {
            throw Failure.of(Code.UNSAFE_VALUE, "the body is a form, and needs an object");
        }
        StringJoiner form = new StringJoiner("&");
        Map<?, ?> members = value instanceof Map<?, ?> map ? map : Map.of();
        members.forEach((name, member) -> Values.list(member).stream()
                .filter(field -> field != null)
                .forEach(field -> form.add(encoded(String.valueOf(name)) + "=" + encoded(ValueText.text(field)))));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(UnicodeText.checked(text), StandardCharsets.UTF_8);
    }
}
