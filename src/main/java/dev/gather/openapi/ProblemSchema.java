package dev.gather.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of problem documents.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ProblemSchema {
    static final String NAME = "Problem";

    private ProblemSchema() {}

    static Map<String, Object> schema() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", text("What kind of problem it is, with the beginning urn:gather:problem:", "uri"));
        members.put("title", text("The kind in words"));
        members.put("status", described("integer", "The HTTP status"));
        members.put("detail", text("What happened"));
        Map<String, Object> errors = new LinkedHashMap<>();
        errors.put("type", "array");
        errors.put("description", "What is wrong with the input");
        errors.put("items", violation());
        members.put("errors", errors);
        Map<String, Object> schema = object(members, List.of("type", "title", "status", "detail"));
        schema.put("description", "A problem as RFC 9457 describes it");
        return schema;
    }

    private static Map<String, Object> violation() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pointer", text("The JSON pointer to a part of the input", "json-pointer"));
        members.put("detail", text("What is wrong with it"));
        return object(members, List.of("pointer", "detail"));
    }

    private static Map<String, Object> object(Map<String, Object> members, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", required);
        schema.put("properties", members);
        return schema;
    }

    private static Map<String, Object> text(String description) {
        return described("string", description);
    }

    private static Map<String, Object> described(String type, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        return schema;
    }

    private static Map<String, Object> text(String description, String format) {
        Map<String, Object> schema = text(description);
        schema.put("format", format);
        return schema;
    }
}
