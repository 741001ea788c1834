package dev.gather.console;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.web.JsonBody;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks to run.
 *
 * @param composition its name
 * @param input its input
 * @param request members of {@code $request}: {@code headers} and {@code claims}; empty for a call that is no request
 * @param faults what is switched on, by the source's name
 */
record RunOrder(
        String composition,
        Map<String, @Nullable Object> input,
        Map<String, @Nullable Object> request,
        Map<String, @Nullable Object> faults) {
    /**
     * Reads an order.
     *
     * @throws dev.gather.failure.Failure if one of its members is no object
     */
    static RunOrder of(Map<String, @Nullable Object> body) {
        return new RunOrder(
                String.valueOf(body.get("composition")),
                object(body, "input"),
                object(body, "request"),
                object(body, "faults"));
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> body, String key) {
        Object value = body.get(key);
        return value == null ? Map.of() : JsonBody.asObject(value, key);
    }

    /** The arguments of the call; a request has the method and the path of the composition's route. */
    Arguments arguments(Composition called) {
        Arguments direct = Arguments.direct(Map.of(), input, CallContext.NONE);
        if (request.isEmpty()) {
            return direct;
        }
        Map<String, @Nullable Object> variable = new LinkedHashMap<>(direct.request());
        Optional<Route> route = called.endpoint().route();
        variable.put("method", route.map(Route::method).orElse("POST"));
        variable.put("path", route.map(this::path).orElse("/compositions/" + composition));
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        object(request, "headers").forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        variable.put("headers", headers);
        variable.put("claims", object(request, "claims"));
        return new Arguments(direct.texts(), direct.values(), variable, direct.call());
    }

    private String path(Route route) {
        StringBuilder path = new StringBuilder();
        route.segments().forEach(segment -> path.append('/')
                .append(segment.parameter() ? String.valueOf(input.get(segment.text())) : segment.text()));
        return path.isEmpty() ? "/" : path.toString();
    }
}
