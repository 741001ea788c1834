package dev.gather.web;

import dev.gather.failure.Failure;
import dev.gather.failure.Verdict;
import dev.gather.failure.Violation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renders failures as problem documents.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class ProblemDocument {
    private static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    /** A problem type. Both texts are stable; the name follows {@code urn:gather:problem:}. */
    private record Type(String name, String title) {}

    /** The answer with a failure's problem document and status. */
    public static WebAnswer render(Failure failure) {
        return WebAnswer.json(failure.status(), MEDIA_TYPE, of(failure));
    }

    /** A failure's problem document. */
    public static Map<String, Object> of(Failure failure) {
        Type type = type(failure);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:gather:problem:" + type.name());
        document.put("title", type.title());
        document.put("status", failure.status());
        document.put("detail", failure.getMessage());
        if (!failure.violations().isEmpty()) {
            document.put(
                    "errors",
                    failure.violations().stream().map(ProblemDocument::error).toList());
        }
        return document;
    }

    private static Type type(Failure failure) {
        if (failure.isVerdict() && failure.code() != Failure.Code.INVALID_INPUT) {
            Verdict verdict = Verdict.of(failure.status());
            return new Type(verdict.toString(), verdict.title());
        }
        return switch (failure.code()) {
            case INVALID_REQUEST -> new Type("invalid-request", "The request cannot be understood");
            case INVALID_INPUT -> new Type("invalid-input", "The input is not valid");
            case UNKNOWN_COMPOSITION -> new Type("unknown-composition", "There is no such composition");
            case UNKNOWN_ROUTE -> new Type("unknown-route", "Nothing answers this path");
            case METHOD_NOT_ALLOWED -> new Type("method-not-allowed", "The method is not allowed");
            case BODY_TOO_LARGE -> new Type("too-large", "The body is too large");
            case UNSUPPORTED_MEDIA_TYPE -> new Type("unsupported-media-type", "The media type is not supported");
            case TIMEOUT -> new Type("deadline-exceeded", "A source did not answer in time");
            case MISSING,
                    CONNECTION,
                    CIRCUIT_OPEN,
                    STATUS,
                    MALFORMED,
                    TOO_LARGE,
                    QUERY,
                    INVALID_VALUE,
                    UNSAFE_VALUE,
                    REFUSED -> new Type("source-failed", "A source failed");
            case EXPRESSION -> new Type("expression-failed", "An expression of the composition failed");
            case UNKNOWN -> new Type("outcome-unknown", "Nothing says whether a write was done");
            case OUTPUT -> new Type("output-failed", "The output could not be made");
            case ANSWER_TOO_LARGE -> new Type("answer-too-large", "The answer is too large");
            case INVALID_COMPOSITIONS -> new Type("invalid-compositions", "The compositions have problems");
            case OVERLOADED -> new Type("overloaded", "Too many requests are at work");
            case INTERNAL -> new Type("internal-error", "Something went wrong in Gather");
        };
    }

    private static Map<String, Object> error(Violation violation) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("pointer", violation.pointer());
        error.put("detail", violation.message());
        return error;
    }
}
