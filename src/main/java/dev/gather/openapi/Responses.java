package dev.gather.openapi;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.expression.Template;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Writes;
import dev.gather.web.ProblemDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a route answers: the answers of its composition, and the problems that callers may have with it. */
final class Responses {
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);
    private static final int UNAUTHORIZED = 401;
    private static final String CHALLENGE = "www-authenticate";
    private static final String DEFAULT = "default";
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Described described;
    private final Composition composition;
    private final String method;
    private final Map<String, Object> headers;
    private final SortedMap<String, Response> byStatus = new TreeMap<>();

    /** A response, while it is put together. */
    private static final class Response {
        private final List<String> descriptions = new ArrayList<>();
        private final Map<String, Object> headers = new LinkedHashMap<>();
        private final Map<String, Object> content = new LinkedHashMap<>();

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("description", String.join(". ", descriptions));
            if (!headers.isEmpty()) {
                document.put("headers", headers);
            }
            if (!content.isEmpty()) {
                document.put("content", content);
            }
            return document;
        }
    }

    Responses(Described described) {
        this.described = described;
        this.composition = described.composition();
        this.method = composition.endpoint().route().orElseThrow().method();
        this.headers = new LinkedHashMap<>();
        headers.put("Server-Timing", OwnHeader.SERVER_TIMING.reference());
        if (sources().stream().anyMatch(source -> source.rules().fallback().isPresent())) {
            headers.put("Gather-Degraded", OwnHeader.GATHER_DEGRADED.reference());
        }
    }

    private List<Source> sources() {
        return composition.steps().sources();
    }

    /**
     * The responses by status.
     *
     * @param output the schema of the answers' document
     * @param takesBody whether callers may send a body
     */
    Map<String, Object> document(@Nullable Object output, boolean takesBody) {
        addAnswers(output);
        addProblems(takesBody);
        Refusals refusals = new Refusals(described);
        refusals.statuses().forEach((status, names) -> {
            Failure failure = Failure.of(Code.REFUSED, "").answeredWith(status);
            addProblem(failure, names.isEmpty() ? "" : ": " + String.join(", ", names), true);
        });
        if (refusals.areComputed()) {
            Response other = response(DEFAULT);
            other.descriptions.add("A refusal with a status that the composition computes");
            describeProblem(other);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        byStatus.forEach((status, response) -> document.put(status, response.document()));
        return document;
    }

    private Response response(String status) {
        return byStatus.computeIfAbsent(status, absent -> new Response());
    }

    private void addAnswers(@Nullable Object output) {
        AnswerStatuses statuses = new AnswerStatuses(described.get("status"));
        statuses.known().forEach(status -> addAnswer(String.valueOf(status), WITHOUT_CONTENT.contains(status), output));
        if (statuses.areComputed()) {
            addAnswer(DEFAULT, false, output);
        }
        if (statuses.known().contains(200) && method.equals("GET")) {
            response("200").headers.put("ETag", OwnHeader.ETAG.reference());
            response("304").descriptions.add("The caller has the answer already, as its If-None-Match says");
        }
    }

    private void addAnswer(String status, boolean empty, @Nullable Object output) {
        Response response = response(status);
        response.descriptions.add(
                status.equals(DEFAULT) ? "The answer, with a status that the composition computes" : "The answer");
        response.headers.putAll(headers);
        composition.answer().headers().forEach((name, value) -> {
            if (!name.equals(CHALLENGE) || status.equals(String.valueOf(UNAUTHORIZED))) {
                response.headers.put(name, ownHeader(value));
            }
        });
        if (!empty && !method.equals("HEAD")) {
            Map<String, @Nullable Object> content = new LinkedHashMap<>();
            content.put("schema", output);
            response.content.put("application/json", content);
        }
    }

    private static Map<String, Object> ownHeader(Template value) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("schema", TEXT);
        if (value.isLiteral()) {
            header.put(
                    "example",
                    value.parts().stream()
                            .map(part -> ((Template.Text) part).text())
                            .collect(Collectors.joining()));
        }
        return header;
    }

    private void addProblems(boolean takesBody) {
        addProblem(Failure.of(Code.INVALID_REQUEST, ""), "", false);
        if (described.get("input") != null) {
            addProblem(Failure.of(Code.INVALID_INPUT, ""), "", false);
        }
        if (takesBody) {
            addProblem(Failure.of(Code.BODY_TOO_LARGE, ""), "", false);
            addProblem(Failure.of(Code.UNSUPPORTED_MEDIA_TYPE, ""), "", false);
        }
        String failing = sources().stream()
                .filter(source -> source.rules().fallback().isEmpty())
                .map(Source::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!failing.isEmpty()) {
            addProblem(Failure.of(Code.STATUS, ""), ": " + failing, true);
        }
        addProblem(Failure.of(Code.ANSWER_TOO_LARGE, ""), "", true);
        addProblem(Failure.of(Code.EXPRESSION, ""), "", true);
        addProblem(Failure.of(Code.OUTPUT, ""), "", true);
        addProblem(Failure.of(Code.INTERNAL, ""), "", true);
        addProblem(Failure.late(), failing.isEmpty() ? "" : ": " + failing, true);
        if (sources().stream().anyMatch(source -> source.retrieval().call().writes() != Writes.NO)) {
            addProblem(Failure.unknown(), "", true);
        }
    }

    private void addProblem(Failure failure, String what, boolean reported) {
        Response response = response(String.valueOf(failure.status()));
        Map<String, Object> problem = ProblemDocument.of(failure);
        response.descriptions.add(problem.get("title") + what + " (`" + problem.get("type") + "`)");
        if (reported) {
            headers.forEach(response.headers::putIfAbsent);
        }
        Template challenge = composition.answer().headers().get(CHALLENGE);
        if (failure.status() == UNAUTHORIZED && challenge != null) {
            response.headers.put(CHALLENGE, ownHeader(challenge));
        }
        describeProblem(response);
    }

    private void describeProblem(Response response) {
        if (!method.equals("HEAD")) {
            response.content.put(
                    "application/problem+json", Map.of("schema", Components.reference(ProblemSchema.NAME)));
        }
    }
}
