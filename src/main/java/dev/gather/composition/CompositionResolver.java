package dev.gather.composition;

import dev.gather.expression.JsonTemplate;
import dev.gather.failure.Violation;
import dev.gather.input.InputSchema;
import dev.gather.source.Durations;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns a composition as written into a resolved one, and notes all its problems. */
final class CompositionResolver {
    private static final Set<String> OWN_HEADERS = Set.of(
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "server-timing",
            "gather-degraded");

    private static final Logger LOG = Logger.getLogger(CompositionResolver.class);

    private final List<SourceKind> kinds;
    private final FetchStack stack;
    private final Problems problems;

    CompositionResolver(List<SourceKind> kinds, FetchStack stack, Problems problems) {
        this.kinds = kinds;
        this.stack = stack;
        this.problems = problems;
    }

    /** The resolved composition; empty or incomplete if a problem was noted. */
    Optional<Composition> resolve(CompositionYaml yaml) {
        SourceResolver resolver = new SourceResolver(kinds, stack, yaml.sources(), problems);
        List<Draft> drafts = yaml.sources().stream()
                .map(resolver::resolve)
                .flatMap(Optional::stream)
                .toList();
        TemplateReader templates = new TemplateReader(resolver.globalNames(), problems);
        Composition.Endpoint endpoint = new Composition.Endpoint(
                description(yaml.get("description")),
                route(yaml.get("route")),
                input(yaml.get("input")),
                templates.headers(yaml.get("headers"), OWN_HEADERS::contains, "Gather sets"));
        Optional<JsonTemplate> output = Optional.ofNullable(yaml.get("output")).flatMap(templates::document);
        List<Source> ordered = new Plan(drafts, problems).inOrder();
        Optional<Duration> timeout = Durations.read(yaml.get("timeout"), problems);
        return output.map(document -> new Composition(yaml.name(), endpoint, timeout, ordered, document));
    }

    private Optional<String> description(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text.strip());
        }
        problems.add(node, "description must be a string, not " + node.kind());
        return Optional.empty();
    }

    private Optional<Route> route(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Route.parse(node instanceof YamlScalar scalar ? scalar.text() : ""));
        } catch (IllegalArgumentException e) {
            problems.add(node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private InputSchema input(@Nullable YamlNode node) {
        if (node == null) {
            return InputSchema.ANY;
        }
        if (!(node instanceof YamlMap map)) {
            problems.add(node, "input must be a JSON Schema, not " + node.kind());
            return InputSchema.ANY;
        }
        YamlNode type = map.get("type");
        if (type != null && !"object".equals(type.plain())) {
            problems.add(type, "the type of an input must be object", "write type: object");
        }
        Optional<InputSchema> schema = InputSchema.read(
                map.plainMap(),
                problem -> problems.add(nodeAt(map, problem.pointer()), "invalid JSON Schema: " + problem.message()));
        schema.stream().flatMap(read -> read.warnings().stream()).forEach(warning -> warn(map, warning));
        return schema.orElse(InputSchema.ANY);
    }

    private static void warn(YamlMap schema, Violation warning) {
        YamlNode node = nodeAt(schema, warning.pointer());
        LOG.warn(new Problem(
                node.file(), node.position(), node.path(), warning.message(), "write type: integer or number"));
    }

    /** The node at a JSON pointer, or its nearest existing ancestor. */
    private static YamlNode nodeAt(YamlMap root, String pointer) {
        YamlNode current = root;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            YamlNode next = child(current, step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private static @Nullable YamlNode child(YamlNode node, String step) {
        if (node instanceof YamlList list) {
            int index = step.matches("[0-9]{1,5}")
                    ? Integer.parseInt(step)
                    : list.elements().size();
            return index < list.elements().size() ? list.elements().get(index) : null;
        }
        return node instanceof YamlMap map ? map.get(step) : null;
    }
}
