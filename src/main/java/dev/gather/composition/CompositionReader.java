package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.source.FetchStack;
import dev.gather.source.OptionalKind;
import dev.gather.source.ReservedVariables;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlReader;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a YAML file into a composition as written: checks its keys and the names of its sources, and resolves nothing. */
final class CompositionReader {
    private static final Set<String> KEYS = Set.of(
            "description",
            "route",
            "input",
            "tool",
            "timeout",
            "partial",
            "transaction",
            "snapshot",
            "assert",
            "values",
            "sources",
            "status",
            "headers",
            "degraded",
            "output",
            "returns");
    /** Far more than an answer needs. Steps that wait for each other in a chain take up stack. */
    private static final int MAX_STEPS = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> kinds;
    private final Set<String> keys;
    private final Set<String> flags;
    private final Set<String> sourceKeys;
    private final Problems problems;

    CompositionReader(List<SourceKind> kinds, FetchStack stack, Problems problems) {
        this.kinds = new TreeSet<>();
        this.flags = new TreeSet<>();
        this.sourceKeys = new TreeSet<>(RulesReader.KEYS);
        sourceKeys.addAll(stack.keys());
        for (SourceKind kind : kinds) {
            this.kinds.add(kind.key());
            sourceKeys.addAll(kind.options());
            flags.addAll(kind.commonFlags());
        }
        this.keys = new TreeSet<>(KEYS);
        keys.addAll(flags);
        sourceKeys.addAll(this.kinds);
        this.problems = problems;
    }

    Optional<CompositionYaml> read(CompositionFile file) {
        return file.document()
                .or(() -> new YamlReader(file.path(), file.text(), problems).read())
                .flatMap(root -> problems.mapping(root, "a composition"))
                .map(root -> composition(file.name(), root));
    }

    private CompositionYaml composition(String name, YamlMap root) {
        problems.addUnknownKeys(root, keys);
        for (String flag : flags) {
            boolean unused = root.flag(flag, problems);
        }
        if (root.get("output") == null) {
            problems.add(ProblemCode.MISSING_KEY, root, "output is missing", "add it: the document to answer with");
        }
        List<SourceYaml> sources = new ArrayList<>();
        entries(root, "sources").forEach(entry -> addSource(entry, root, sources));
        List<YamlMap.Entry> values = entries(root, "values");
        values.forEach(entry -> checkName(entry.key(), "value"));
        checkNamesDiffer(sources, values);
        return new CompositionYaml(name, root, List.copyOf(sources), values);
    }

    private List<YamlMap.Entry> entries(YamlMap root, String key) {
        Optional<YamlMap> all = Optional.ofNullable(root.get(key)).flatMap(node -> problems.mapping(node, key));
        if (all.filter(map -> map.entries().size() > MAX_STEPS).isPresent()) {
            problems.add(
                    ProblemCode.TOO_MANY_SOURCES,
                    all.get(),
                    "there are more than " + MAX_STEPS + " " + key,
                    "split the composition");
            return List.of();
        }
        return all.map(map -> List.copyOf(map.entries().values())).orElse(List.of());
    }

    private void checkNamesDiffer(List<SourceYaml> sources, List<YamlMap.Entry> values) {
        Set<String> names = sources.stream().map(SourceYaml::name).collect(Collectors.toSet());
        values.stream()
                .map(YamlMap.Entry::key)
                .filter(key -> names.contains(key.text()))
                .forEach(key -> problems.add(
                        ProblemCode.INVALID_NAME,
                        key,
                        "a source is called '" + key.text() + "', too",
                        "rename one of them"));
    }

    private void addSource(YamlMap.Entry entry, YamlMap root, List<SourceYaml> sources) {
        checkName(entry.key(), "source");
        problems.mapping(entry.value(), "a source").ifPresent(body -> {
            checkKeys(entry.key(), body);
            sources.add(SourceYaml.of(entry, root));
        });
    }

    private void checkName(YamlScalar key, String what) {
        String name = key.text();
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    ProblemCode.INVALID_NAME, key, "'" + name + "' is not a valid name", "use letters, digits and _");
        } else if (ReservedVariables.ALL.contains(name)) {
            problems.add(ProblemCode.INVALID_NAME, key, "$" + name + " is reserved", "rename the " + what);
        } else if (Expression.isFunction(name)) {
            problems.add(
                    ProblemCode.INVALID_NAME, key, "the " + what + " would hide the function $" + name, "rename it");
        }
    }

    private void checkKeys(YamlScalar name, YamlMap body) {
        Optional<OptionalKind> missing = OptionalKind.missing(body, kinds);
        if (missing.isPresent()) {
            OptionalKind kind = missing.get();
            problems.addAtKey(ProblemCode.NOT_IN_BUILD, body, kind.key(), kind.fault(), kind.remedy());
            return;
        }
        problems.addUnknownKeys(body, sourceKeys);
        List<String> chosen =
                kinds.stream().filter(kind -> body.get(kind) != null).toList();
        if (chosen.size() != 1) {
            String fault = chosen.isEmpty() ? "the source has no kind" : "the source has more than one kind";
            problems.add(ProblemCode.MISSING_KEY, name, fault, "give it exactly one of: " + String.join(", ", kinds));
        }
    }
}
