package dev.gather.mcp;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import dev.gather.composition.Tool;
import dev.gather.execution.Arguments;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.failure.FunctionLost;
import dev.gather.failure.Violation;
import dev.gather.json.ByteText;
import dev.gather.logging.CurrentCall;
import dev.gather.web.Failures;
import dev.gather.web.JsonBody;
import dev.gather.web.Made;
import dev.gather.web.ProblemDocument;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The call of a tool. Whatever its execution comes to is a result, also a failure, so that the model gets to know it; a failure is
 * the problem document that HTTP has for it.
 *
 * @param composition the tool
 * @param form makes an answer of the members of a result
 */
record ToolCall(Composition composition, Form form) {
    private static final int FIRST_ERROR = 400;

    /** How results are answered. */
    interface Form {
        /**
         * The answer with a result.
         *
         * @param members its members
         * @param meta what is said of it beside them
         */
        WebAnswer of(Map<String, ?> members, Map<String, Object> meta);
    }

    /** Runs the tool with arguments, as the request's caller. */
    Uni<Made> made(Engine engine, Map<String, @Nullable Object> arguments, WebRequest request) {
        return Uni.createFrom()
                .deferred(() -> {
                    checkPath(arguments.keySet());
                    return engine.execute(
                            composition, new Arguments(Map.of(), arguments, request.variable(), request.call()));
                })
                .onItem()
                .transform(this::made)
                .onFailure(thrown -> !FunctionLost.isFatal(thrown))
                .recoverWithItem(thrown -> Made.of(
                        failed(CurrentCall.during(request.call().logged(), () -> Failures.logged(thrown))),
                        this::failed));
    }

    /** What stands in the path is always there where a route is called. */
    private void checkPath(Set<String> given) {
        List<Violation> missing = composition.endpoint().route().map(Route::segments).orElse(List.of()).stream()
                .filter(Route.Segment::parameter)
                .filter(parameter -> !given.contains(parameter.text()))
                .map(parameter -> new Violation("", "the property \"" + parameter.text() + "\" is missing"))
                .toList();
        if (!missing.isEmpty()) {
            throw Failure.invalidInput("the input is not valid", missing);
        }
    }

    private Made made(Result result) {
        WebAnswer answer =
                result instanceof Result.Answer given ? answered(given) : failed(((Result.Failed) result).failure());
        return Made.of(answer, result.report(), this::failed);
    }

    private WebAnswer answered(Result.Answer answer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("content", text(answer.output()));
        boolean promised = composition.endpoint().tool().flatMap(Tool::output).isPresent();
        if (answer.http().status() >= FIRST_ERROR || (promised && !(answer.output() instanceof Map))) {
            members.put("isError", true);
        } else if (answer.output() instanceof Map) {
            members.put("structuredContent", answer.output());
        }
        List<String> degraded = answer.report().degraded();
        return form.of(members, degraded.isEmpty() ? Map.of() : Map.of("dev.gather/degraded", degraded));
    }

    private WebAnswer failed(Failure failure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("content", text(ProblemDocument.of(failure)));
        members.put("isError", true);
        return form.of(members, Map.of());
    }

    /** The document as a text, for models and for clients that know no other content. */
    private static List<Object> text(@Nullable Object document) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "text");
        text.put("text", new ByteText(JsonBody.write(document), false));
        return List.of(text);
    }
}
