package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures of invoking a function that are not those of any HTTP service. */
final class FunctionFailures {
    /** Lambda's API answers 200 where the function failed, and says so in this header. */
    private static final String ERROR = "x-amz-function-error";

    private static final int NOT_FOUND = 404;

    private FunctionFailures() {}

    /** Whether the function failed, or there is none. */
    static boolean is(HttpAnswer answer) {
        return answer.headers().contains(ERROR) || answer.status() == NOT_FOUND;
    }

    /**
     * The failure of the function. It may fail again, and what it had done before it failed is not known.
     *
     * @param body what it says of its error, for {@code $error}: an object with {@code errorType} and {@code errorMessage}
     */
    static Failure of(HttpAnswer answer, @Nullable Object body) {
        Optional<String> error = Optional.ofNullable(answer.headers().get(ERROR));
        Failure failure = error.isPresent()
                ? Failure.of(Code.STATUS, "the function failed").withDetail(type(body))
                : Failure.of(Code.STATUS, "Lambda knows no such function");
        Map<String, String> marks = error.map(kind -> Map.of(ERROR, kind)).orElse(Map.of());
        return failure.ofBackend().answered(new Failure.Answer(answer.status(), Optional.empty(), marks, body));
    }

    /** The kind of its error, without what it says, which may be data. */
    private static String type(@Nullable Object body) {
        return body instanceof Map<?, ?> error && error.get("errorType") instanceof String type ? type : "";
    }
}
