package dev.gather.openapi;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.composition.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the OpenAPI document of all routes of compositions. The same compositions always make the same document. */
public final class OpenApi {
    private static final Pattern NOT_SAFE_IN_URLS = Pattern.compile("[^A-Za-z0-9._~-]");

    private final Backends backends;
    private final Settings settings;
    private final Components components = new Components();
    private final Set<String> ids = new HashSet<>();
    /** The first path of each shape: two that differ in the names of their parameters only are the same. */
    private final Map<String, Route> shapes = new LinkedHashMap<>();

    private final SortedMap<String, SortedMap<String, Object>> paths = new TreeMap<>();

    private OpenApi(Backends backends, Settings settings) {
        this.backends = backends;
        this.settings = settings;
    }

    /**
     * The document of all compositions that have a route.
     *
     * @param files the files from which they were loaded
     * @param backends what is known of the answers to sources
     * @param settings what it says beside its routes
     */
    public static Map<String, @Nullable Object> document(
            List<CompositionFile> files, Compositions compositions, Backends backends, Settings settings) {
        OpenApi document = new OpenApi(backends, settings);
        document.components.put(ProblemSchema.NAME, ProblemSchema.schema());
        Described.of(files, compositions).stream()
                .sorted(Comparator.comparing(Described::name))
                .forEach(document::add);
        return document.root();
    }

    private void add(Described described) {
        Route route = described.composition().endpoint().route().orElseThrow();
        Route first = shapes.computeIfAbsent(shape(route), absent -> route);
        Map<String, Object> operation = new Operation(described, backends, components, settings.dialect())
                .document(id(described.name()), names(first));
        settings.function()
                .ifPresent(function -> operation.put("x-amazon-apigateway-integration", function.integration()));
        paths.computeIfAbsent(path(first), absent -> new TreeMap<>())
                .put(route.method().toLowerCase(Locale.ROOT), operation);
    }

    private static String path(Route route) {
        return route.segments().stream().map(Route.Segment::toString).collect(Collectors.joining("/", "/", ""));
    }

    private static String shape(Route route) {
        return route.segments().stream()
                .map(segment -> segment.parameter() ? "{}" : segment.text())
                .collect(Collectors.joining("/"));
    }

    private static List<String> names(Route route) {
        return route.segments().stream()
                .filter(Route.Segment::parameter)
                .map(Route.Segment::text)
                .toList();
    }

    /** The name of a composition as that of an operation, which may stand in URLs. */
    private String id(String name) {
        String safe = NOT_SAFE_IN_URLS.matcher(name).replaceAll("_");
        String free = safe;
        for (int i = 1; !ids.add(free); i++) {
            free = safe + "_" + i;
        }
        return free;
    }

    private Map<String, @Nullable Object> root() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", settings.title());
        info.put("version", settings.version());
        List<Object> servers = new ArrayList<>();
        settings.servers().forEach(url -> servers.add(Map.of("url", url)));
        Map<String, @Nullable Object> schemas = new TreeMap<>();
        components
                .schemas()
                .forEach((name, schema) -> schemas.put(name, settings.dialect().schema(schema)));
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("openapi", settings.dialect().version());
        root.put("info", info);
        root.put("servers", servers);
        root.put("security", List.of());
        root.put("paths", paths);
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("headers", OwnHeader.components());
        named.put("schemas", schemas);
        root.put("components", named);
        return root;
    }
}
