package dev.gather.web;

import dev.gather.failure.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders failures as problem documents of RFC 9457. */
public final class ProblemDocument {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    public static WebAnswer answer(Failure failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", failure.kind().problemType());
        document.put("title", failure.kind().title());
        document.put("status", failure.kind().status());
        document.put("detail", failure.detail());
        if (!failure.violations().isEmpty()) {
            document.put("errors", errors(failure));
        }
        return WebAnswer.json(failure.kind().status(), MEDIA_TYPE, document);
    }

    private static List<Map<String, Object>> errors(Failure failure) {
        return failure.violations().stream().map(ProblemDocument::error).toList();
    }

    private static Map<String, Object> error(Violation violation) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("pointer", violation.pointer());
        error.put("detail", violation.message());
        return error;
    }
}
