package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.source.FetchStack;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a YAML file into a composition as written: checks its keys and the names of its sources, and resolves nothing. */
final class CompositionReader {
    private static final Set<String> KEYS =
            Set.of("description", "route", "input", "timeout", "headers", "sources", "output");
    /** Far more than an answer needs. Sources that wait for each other in a chain take up stack. */
    private static final int MAX_SOURCES = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> kinds;
    private final Set<String> sourceKeys;
    private final Problems problems;

    CompositionReader(List<SourceKind> kinds, FetchStack stack, Problems problems) {
        this.kinds = new TreeSet<>();
        this.sourceKeys = new TreeSet<>(SourceResolver.KEYS);
        sourceKeys.addAll(stack.keys());
        for (SourceKind kind : kinds) {
            this.kinds.add(kind.key());
            sourceKeys.addAll(kind.options());
        }
        sourceKeys.addAll(this.kinds);
        this.problems = problems;
    }

    Optional<CompositionYaml> read(CompositionFile file) {
        return file.document()
                .or(() -> new YamlReader(file.path(), file.text(), problems).read())
                .flatMap(root -> mapping(root, "a composition"))
                .map(root -> composition(file.name(), root));
    }

    private CompositionYaml composition(String name, YamlMap root) {
        problems.addUnknownKeys(root, KEYS);
        if (root.get("output") == null) {
            problems.add(root, "output is missing", "add it: the document to answer with");
        }
        List<SourceYaml> sources = new ArrayList<>();
        Optional.ofNullable(root.get("sources"))
                .flatMap(all -> mapping(all, "sources"))
                .ifPresent(all -> addSources(all, sources));
        return new CompositionYaml(name, root, List.copyOf(sources));
    }

    private void addSources(YamlMap all, List<SourceYaml> sources) {
        if (all.entries().size() > MAX_SOURCES) {
            problems.add(all, "there are more than " + MAX_SOURCES + " sources", "split the composition");
        } else {
            all.entries().values().forEach(entry -> addSource(entry, sources));
        }
    }

    private void addSource(YamlMap.Entry entry, List<SourceYaml> sources) {
        String name = entry.key().text();
        if (!NAME.matcher(name).matches()) {
            problems.add(entry.key(), "'" + name + "' is not a valid name", "use letters, digits and _");
        } else if (ReservedVariables.ALL.contains(name)) {
            problems.add(entry.key(), "$" + name + " is reserved", "rename the source");
        } else if (Expression.isFunction(name)) {
            problems.add(entry.key(), "the source would hide the function $" + name, "rename it");
        }
        mapping(entry.value(), "a source").ifPresent(body -> sources.add(source(name, entry, body)));
    }

    private SourceYaml source(String name, YamlMap.Entry entry, YamlMap body) {
        problems.addUnknownKeys(body, sourceKeys);
        List<String> chosen =
                kinds.stream().filter(kind -> body.get(kind) != null).toList();
        if (chosen.size() != 1) {
            String fault = chosen.isEmpty() ? "the source has no kind" : "the source has more than one kind";
            problems.add(entry.key(), fault, "give it exactly one of: " + String.join(", ", kinds));
        }
        return new SourceYaml(name, entry.key(), body);
    }

    private Optional<YamlMap> mapping(YamlNode node, String what) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        problems.add(node, what + " must be a mapping, not " + node.kind());
        return Optional.empty();
    }
}
