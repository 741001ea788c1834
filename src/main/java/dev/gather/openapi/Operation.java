package dev.gather.openapi;

import dev.gather.composition.Composition;
import dev.gather.composition.Route;
import dev.gather.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operation that a composition's route is. */
final class Operation {
    /** The methods whose requests have content with a meaning. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)(.{1,119}?[.!?])(\\s.*)?");
    private static final int LONGEST_SUMMARY = 120;

    private final Described described;
    private final Composition.Endpoint endpoint;
    private final Route route;
    private final Components components;
    private final Dialect dialect;
    private final Optional<SchemaBundle> bundle;
    private final Optional<InputParts> input;
    private final Backends backends;

    Operation(Described described, Backends backends, Components components, Dialect dialect) {
        this.described = described;
        this.backends = backends;
        this.endpoint = described.composition().endpoint();
        this.route = endpoint.route().orElseThrow();
        this.components = components;
        this.dialect = dialect;
        this.bundle = described.map("input").map(map -> new SchemaBundle(map.plainMap(), described.name(), components));
        this.input = bundle.map(InputParts::new);
    }

    boolean takesBody() {
        return WITH_BODY.contains(route.method());
    }

    /**
     * The operation.
     *
     * @param id its name, which no other operation has
     * @param names the names that the path has for the route's parameters, in their order
     */
    Map<String, Object> document(String id, List<String> names) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", id);
        describe(operation);
        List<Object> parameters = parameters(names);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (takesBody()) {
            operation.put("requestBody", body());
        }
        operation.put("responses", new Responses(described).document(output(), takesBody()));
        return operation;
    }

    /** The first sentence is the summary; the whole text is the description if there is more. */
    private void describe(Map<String, Object> operation) {
        String text = endpoint.description().orElse(described.name());
        var sentence = FIRST_SENTENCE.matcher(text);
        String summary = sentence.matches() ? sentence.group(1) : text;
        boolean whole = summary.length() <= LONGEST_SUMMARY && !summary.contains("\n");
        operation.put("summary", whole ? summary.replaceFirst("\\.$", "") : described.name());
        if (!whole || !summary.equals(text)) {
            operation.put("description", text);
        }
    }

    private List<Object> parameters(List<String> names) {
        List<Object> parameters = new ArrayList<>();
        List<String> own = pathParameters();
        for (int i = 0; i < own.size(); i++) {
            parameters.add(parameter(names.get(i), "path", true, pathSchema(own.get(i))));
        }
        if (!takesBody()) {
            input.ifPresent(parts -> parts.names().stream()
                    .filter(name -> !own.contains(name))
                    .filter(endpoint.input()::takesTexts)
                    .forEach(name ->
                            parameters.add(parameter(name, "query", parts.mustBeGiven(name), parts.schema(name)))));
        }
        return parameters;
    }

    private List<String> pathParameters() {
        return route.segments().stream()
                .filter(Route.Segment::parameter)
                .map(Route.Segment::text)
                .toList();
    }

    /** That of a parameter in the path, of which a list takes one text as its only element. */
    private Object pathSchema(String name) {
        Object schema = input.filter(parts -> parts.names().contains(name))
                .map(parts -> parts.schema(name))
                .orElse(Map.of("type", "string"));
        boolean list = schema instanceof Map<?, ?> map && "array".equals(map.get("type"));
        Object items = list ? ((Map<?, ?>) schema).get("items") : null;
        return list ? (items instanceof Map<?, ?> ? items : Map.of("type", "string")) : schema;
    }

    private Map<String, Object> parameter(String name, String in, boolean required, @Nullable Object schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        if (required) {
            parameter.put("required", true);
        }
        if (schema instanceof Map<?, ?> map && map.get("description") instanceof String description) {
            parameter.put("description", description);
        }
        parameter.put("schema", dialect.schema(schema));
        return parameter;
    }

    private Map<String, Object> body() {
        Set<String> path = new LinkedHashSet<>(pathParameters());
        Map<String, Object> content = new LinkedHashMap<>();
        Object schema = bodySchema(path);
        boolean fits = input.stream()
                .flatMap(parts -> parts.names().stream())
                .filter(name -> !path.contains(name))
                .allMatch(endpoint.input()::takesTexts);
        content.put("application/json", Map.of("schema", schema));
        if (fits) {
            content.put("application/x-www-form-urlencoded", Map.of("schema", schema));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        boolean required = input.stream()
                .flatMap(parts -> parts.names().stream().filter(parts::mustBeGiven))
                .anyMatch(name -> !path.contains(name));
        if (required) {
            body.put("required", true);
        }
        body.put("content", content);
        return body;
    }

    private Object bodySchema(Set<String> path) {
        if (bundle.isEmpty()) {
            return Map.of("type", "object");
        }
        String name = components.named(described.name(), "Input");
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (bundle.get().without(path, "") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> schema.put(String.valueOf(key), value));
        }
        components.put(name, schema);
        return Components.reference(name);
    }

    /** What the composition promises; otherwise what is known of its output. */
    private @Nullable Object output() {
        Optional<YamlMap> returns = described.map("returns");
        Object schema = returns.isPresent()
                ? new SchemaBundle(returns.get().plainMap(), described.name() + " Output", components).copy("")
                : new ValueInference(described, input, backends, components)
                        .output(Objects.requireNonNull(described.yaml().get("output")));
        boolean small = schema instanceof Map<?, ?> map && map.size() <= 1;
        if (small) {
            return dialect.schema(schema);
        }
        String name = components.named(described.name(), "Output");
        components.put(name, schema);
        return Components.reference(name);
    }
}
