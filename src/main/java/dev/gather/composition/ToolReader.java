package dev.gather.composition;

import dev.gather.schema.Subschemas;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tool of a composition.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/server/tools">Model Context Protocol, tools</a>
 */
final class ToolReader {
    private static final String KEY = "tool";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** It would oblige callers to repeat a value in a header, and Gather to compare both. */
    private static final String MIRRORED = "x-mcp-header";

    private final CompositionYaml yaml;
    private final Problems problems;

    ToolReader(CompositionYaml yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /**
     * Reads the tool; empty if the composition is none.
     *
     * @param offered which compositions are tools, where they do not say it
     * @param advised whether its author is to be warned of what a model would miss
     */
    Optional<Tool> read(Tools offered, boolean advised) {
        boolean said = yaml.flag(KEY, problems);
        if (offered == Tools.NONE) {
            return Optional.empty();
        }
        checkRoute();
        boolean otherwise = offered == Tools.ALL || yaml.get("route") != null;
        boolean is = yaml.get(KEY) == null ? otherwise : said;
        return is && isNamed(advised) ? Optional.of(new Tool(input(), output())) : Optional.empty();
    }

    private void checkRoute() {
        YamlNode route = yaml.get("route");
        if (route != null && String.valueOf(route.plain()).strip().matches("\\S+\\s+" + Tool.PATH + "/?")) {
            problems.add(
                    ProblemCode.INVALID_ROUTE,
                    route,
                    Tool.PATH + " is where tools are called",
                    "change the path, or unset gather.mcp.enabled");
        }
    }

    /** Whether it has a name that a tool may have. */
    private boolean isNamed(boolean advised) {
        if (!NAME.matcher(yaml.name()).matches()) {
            problems.warn(
                    ProblemCode.INCOMPLETE_TOOL,
                    yaml.body(),
                    "the name cannot be that of a tool, so it is left out of the tools",
                    "use up to 128 letters, digits, _, - and ., or write tool: false");
            return false;
        }
        if (advised && yaml.get("description") == null) {
            problems.warn(
                    ProblemCode.INCOMPLETE_TOOL,
                    yaml.body(),
                    "the tool has no description, by which models choose",
                    "add one, or write tool: false");
        }
        return true;
    }

    private Map<String, @Nullable Object> input() {
        Map<String, @Nullable Object> schema = schema("input").orElseGet(LinkedHashMap::new);
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("type", "object");
        input.putAll(schema);
        List<String> parameters = yaml.parameters();
        if (!parameters.isEmpty()) {
            Map<Object, @Nullable Object> properties = new LinkedHashMap<>(map(schema.get("properties")));
            Map<String, Object> unknown = yaml.get("input") == null ? Map.of("type", "string") : Map.of();
            parameters.forEach(name -> properties.putIfAbsent(name, unknown));
            input.put("properties", properties);
            List<Object> required =
                    new ArrayList<>(schema.get("required") instanceof List<?> names ? names : List.of());
            parameters.stream().filter(name -> !required.contains(name)).forEach(required::add);
            input.put("required", required);
        }
        return input;
    }

    private Optional<Map<String, @Nullable Object>> output() {
        return schema("returns").filter(schema -> "object".equals(schema.get("type")));
    }

    private Optional<Map<String, @Nullable Object>> schema(String key) {
        return yaml.get(key) instanceof YamlMap map ? Optional.of(unmirrored(map.plainMap(), "")) : Optional.empty();
    }

    private static Map<String, @Nullable Object> unmirrored(Map<?, ?> schema, String pointer) {
        Map<String, @Nullable Object> copy = Subschemas.replaced(
                schema, pointer, (inner, at) -> inner instanceof Map<?, ?> map ? unmirrored(map, at) : inner);
        copy.remove(MIRRORED);
        return copy;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
