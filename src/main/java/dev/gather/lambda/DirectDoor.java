package dev.gather.lambda;

import dev.gather.catalog.Catalog;
import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.logging.CurrentCall;
import dev.gather.web.FunctionAnswer;
import dev.gather.web.JsonBody;
import dev.gather.yaml.DidYouMean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Direct invocation: the answer to <code>{"composition": "name", "input": {…}}</code> is the output document. With
 * <code>"report": true</code> it is <code>{"output": …, "report": {…}}</code>.
 */
@ApplicationScoped
class DirectDoor {
    private static final Set<String> KEYS = Set.of("composition", "input", "report");
    private static final String SHAPES = "the event has no known shape; Gather takes {\"composition\": \"name\", "
            + "\"input\": {…}}, and requests of API Gateway (payloads 1.0 and 2.0), function URLs, load balancers and VPC Lattice";

    private final Catalog catalog;
    private final Engine engine;

    DirectDoor(Catalog catalog, Engine engine) {
        this.catalog = catalog;
        this.engine = engine;
    }

    /** Runs the composition that an event names, and writes its answer as JSON. */
    Uni<byte[]> invoke(JsonFields event, CallContext call) {
        String name = name(event);
        boolean reported = event.flag("report");
        return catalog.compositions()
                .onItem()
                .transform(compositions -> composition(compositions, name))
                .onItem()
                .transformToUni(composition -> execute(composition, event.fields("input"), call))
                .onItem()
                .transform(result -> CurrentCall.during(call.logged(), () -> document(result, reported)));
    }

    private Uni<Result> execute(Composition composition, JsonFields given, CallContext call) {
        return engine.execute(composition, Arguments.direct(Map.of(), given.object(), call));
    }

    private static byte[] document(Result result, boolean reported) {
        if (result instanceof Result.Failed failed) {
            throw failed.failure();
        }
        Result.Answer answer = (Result.Answer) result;
        return JsonBody.write(reported ? withReport(answer) : answer.output(), FunctionAnswer.LIMIT);
    }

    private static Map<String, @Nullable Object> withReport(Result.Answer answer) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("output", answer.output());
        both.put("report", answer.report().document());
        return both;
    }

    private static String name(JsonFields event) {
        if (!(event.object().get("composition") instanceof String name)) {
            throw Failure.of(Failure.Code.INVALID_REQUEST, SHAPES);
        }
        for (String key : event.object().keySet()) {
            if (!KEYS.contains(key)) {
                throw Failure.of(
                        Failure.Code.INVALID_REQUEST,
                        "the event has an unknown key, " + DidYouMean.remedy(key, KEYS, ""));
            }
        }
        return name;
    }

    private static Composition composition(Compositions compositions, String name) {
        return compositions
                .find(name)
                .orElseThrow(() -> Failure.of(Failure.Code.UNKNOWN_COMPOSITION, "no composition has the given name"));
    }
}
