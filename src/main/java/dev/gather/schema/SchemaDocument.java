package dev.gather.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema as written: its parts, their identities and anchors, and the targets of references. */
final class SchemaDocument {
    private static final URI BASE = URI.create("schema:/input");

    private final Object root;
    private final SchemaProblems problems;
    private final Map<String, Resource> byPointer = new HashMap<>();
    private final Map<URI, Resource> byUri = new HashMap<>();

    /** @param problems takes faults of identities and anchors */
    SchemaDocument(Object root, SchemaProblems problems) {
        this.root = root;
        this.problems = problems;
        index("", new Resource(BASE, ""));
    }

    /** Indexes a part and all schemas within it. */
    private void index(String pointer, Resource outer) {
        Deque<Map.Entry<String, Resource>> waiting = new ArrayDeque<>();
        waiting.add(Map.entry(pointer, outer));
        while (!waiting.isEmpty()) {
            Map.Entry<String, Resource> next = waiting.poll();
            if (!byPointer.containsKey(next.getKey())) {
                Object part = at(next.getKey()).orElse(true);
                Resource resource = enter(part, next.getKey(), next.getValue());
                Subschemas.of(part, next.getKey()).forEach(child -> waiting.add(Map.entry(child, resource)));
            }
        }
    }

    private Resource enter(Object part, String pointer, Resource outer) {
        Resource resource = part instanceof Map<?, ?> map ? resource(map, pointer, outer) : outer;
        byPointer.put(pointer, resource);
        if (resource.pointer().equals(pointer)) {
            byUri.putIfAbsent(resource.uri(), resource);
        }
        if (part instanceof Map<?, ?> map) {
            anchor(map.get("$anchor"), pointer, resource.anchors());
            anchor(map.get("$dynamicAnchor"), pointer, resource.anchors());
            anchor(map.get("$dynamicAnchor"), pointer, resource.dynamicAnchors());
        }
        return resource;
    }

    private Resource resource(Map<?, ?> part, String pointer, Resource outer) {
        if (!(part.get("$id") instanceof String id)) {
            return outer;
        }
        try {
            URI uri = withoutFragment(outer.uri().resolve(new URI(id)));
            if (byUri.containsKey(uri)) {
                problems.add(Pointers.child(pointer, "$id"), "another schema has the identity " + id);
            }
            return new Resource(uri, pointer);
        } catch (URISyntaxException e) {
            problems.add(Pointers.child(pointer, "$id"), "the identity " + id + " is not a URI reference");
            return outer;
        }
    }

    private void anchor(@Nullable Object name, String pointer, Map<String, String> anchors) {
        if (name instanceof String text) {
            String earlier = anchors.putIfAbsent(text, pointer);
            if (earlier != null && !earlier.equals(pointer)) {
                problems.add(pointer, "another schema has the anchor " + text);
            }
        }
    }

    /** The pointers of all parts that are schemas by their position. */
    Set<String> schemas() {
        return Set.copyOf(byPointer.keySet());
    }

    /** The resource of a schema; one in a place that usually has no schemas is indexed first. */
    Resource resource(String pointer) {
        String above = pointer;
        Resource outer = byPointer.get(above);
        while (outer == null) {
            above = above.substring(0, above.lastIndexOf('/'));
            outer = byPointer.get(above);
        }
        if (!above.equals(pointer)) {
            index(pointer, outer);
        }
        return byPointer.getOrDefault(pointer, outer);
    }

    /** All resources. */
    Iterable<Resource> resources() {
        return byUri.values();
    }

    /** The part at a pointer. */
    Optional<Object> at(String pointer) {
        Object current = root;
        for (String step : Pointers.steps(pointer)) {
            if (current instanceof Map<?, ?> map) {
                current = map.get(step);
            } else {
                current = current instanceof List<?> list
                                && step.matches("0|[1-9][0-9]{0,8}")
                                && Integer.parseInt(step) < list.size()
                        ? list.get(Integer.parseInt(step))
                        : null;
            }
        }
        return Optional.ofNullable(current);
    }

    /** The pointer to a reference's target; empty if it is not in the document. */
    Optional<String> resolve(String reference, Resource from) {
        int hash = reference.indexOf('#');
        String uri = hash < 0 ? reference : reference.substring(0, hash);
        Resource resource = uri.isEmpty() ? from : byUri.get(resolved(from.uri(), uri));
        Optional<String> fragment = fragment(reference, hash);
        if (resource == null || fragment.isEmpty()) {
            return Optional.empty();
        }
        String name = fragment.get();
        return name.isEmpty() || name.startsWith("/")
                ? Optional.of(resource.pointer() + name)
                        .filter(pointer -> at(pointer).isPresent())
                : Optional.ofNullable(resource.anchors().get(name));
    }

    private static @Nullable URI resolved(URI base, String reference) {
        try {
            return base.resolve(new URI(reference));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Optional<String> fragment(String reference, int hash) {
        if (hash < 0) {
            return Optional.of("");
        }
        try {
            String encoded = reference.substring(hash + 1).replace("+", "%2B");
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        return text.indexOf('#') < 0 ? uri : URI.create(text.substring(0, text.indexOf('#')));
    }
}
