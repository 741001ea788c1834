package dev.gather.door;

import dev.gather.composition.Composition;
import dev.gather.composition.Compositions;
import dev.gather.execution.Answer;
import dev.gather.execution.Arguments;
import dev.gather.execution.Engine;
import dev.gather.yaml.DidYouMean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Direct invocation: <code>{"composition": "name", "input": {…}}</code>, answered with the output document. */
@ApplicationScoped
class DirectDoor {
    private static final Set<String> KEYS = Set.of("composition", "input");

    private final Catalog catalog;
    private final Engine engine;

    DirectDoor(Catalog catalog, Engine engine) {
        this.catalog = catalog;
        this.engine = engine;
    }

    Uni<Answer> answer(Map<String, Object> event, Optional<Duration> timeLimit) {
        checkShape(event);
        return catalog.compositions()
                .onItem()
                .transform(compositions -> composition(compositions, (String) event.get("composition")))
                .onItem()
                .transformToUni(composition -> execute(composition, event.get("input"), timeLimit));
    }

    private Uni<Answer> execute(Composition composition, Object given, Optional<Duration> timeLimit) {
        Map<String, Object> values = given == null ? Map.of() : JsonBody.asObject(given, "the event's input");
        Map<String, Object> input = composition.face().input().accept(Map.of(), values);
        return engine.execute(composition, new Arguments(input, noRequest(), timeLimit));
    }

    private static void checkShape(Map<String, Object> event) {
        if (!(event.get("composition") instanceof String)) {
            throw new BadRequestException(
                    "the event is of no known shape: send {\"composition\": \"name\", \"input\": {…}}");
        }
        for (String key : event.keySet()) {
            if (!KEYS.contains(key)) {
                throw new BadRequestException("the event has an unknown key, " + DidYouMean.remedy(key, KEYS, ""));
            }
        }
    }

    private static Composition composition(Compositions compositions, String name) {
        return compositions
                .find(name)
                .orElseThrow(() -> new FailureException(
                        Failure.Kind.UNKNOWN_COMPOSITION, "there is no composition of the name that was given"));
    }

    /** {@code $request} is there for every door, so that compositions can ask what it holds. */
    private static Map<String, Object> noRequest() {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("method", null);
        variable.put("path", null);
        variable.put("headers", Map.of());
        variable.put("claims", Map.of());
        return variable;
    }
}
