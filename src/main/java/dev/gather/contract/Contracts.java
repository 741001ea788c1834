package dev.gather.contract;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Source;
import dev.gather.contract.ApiDocument.Operation;
import dev.gather.http.HttpParts;
import dev.gather.source.Learnt;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problem;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds the sources of compositions against the documents of their upstreams. */
public final class Contracts {
    private final Map<String, ApiDocument> documents;
    private final Map<String, SourceKind> kinds = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Checked> checked = new ArrayList<>();

    /**
     * A source that was checked.
     *
     * @param composition its composition's name
     * @param name its name
     * @param learnt the shapes of its answers, if they are known
     */
    public record Checked(String composition, String name, Optional<Learnt> learnt) {}

    /**
     * @param documents by the names of upstreams
     * @param kinds the kinds of source
     */
    public Contracts(Map<String, ApiDocument> documents, List<SourceKind> kinds) {
        this.documents = documents;
        kinds.forEach(kind -> this.kinds.put(kind.key(), kind));
    }

    /** The names of all upstreams that compositions call. */
    public static Set<String> upstreams(Collection<Composition> compositions) {
        return compositions.stream()
                .flatMap(composition -> composition.steps().sources().stream())
                .flatMap(source -> HttpParts.of(source.retrieval().call()).stream())
                .flatMap(request -> request.targets().stream())
                .map(HttpParts.Target::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks a composition.
     *
     * @param file the file that it was loaded from
     */
    public void check(CompositionFile file, Composition composition) {
        YamlMap root = (YamlMap) file.parsed().document().orElseThrow();
        Optional<YamlNode> sources = Optional.ofNullable(root.get("sources"));
        composition.steps().sources().forEach(source -> sources.flatMap(all -> member(all, source.name()))
                .ifPresent(written -> check(composition, source, SourceYaml.of(written, root))));
    }

    private void check(Composition composition, Source source, SourceYaml written) {
        String kind = source.retrieval().kind();
        HttpParts request = HttpParts.of(source.retrieval().call()).orElse(null);
        YamlNode call = written.get(kind);
        if (request == null || call == null) {
            return;
        }
        for (HttpParts.Target target : request.targets()) {
            ApiDocument document = documents.get(target.name());
            if (document != null) {
                SourceContract contract = new SourceContract(document, request, target, new Places(call));
                Optional<Operation> operation = contract.check();
                problems.addAll(contract.problems());
                Optional<Learnt> learnt = operation
                        .filter(found -> request.json() && request.targets().size() == 1)
                        .flatMap(found ->
                                learnt(Objects.requireNonNull(kinds.get(kind)).outline(written), found));
                checked.add(new Checked(composition.name(), source.name(), learnt));
            }
        }
    }

    private static Optional<Learnt> learnt(Optional<String> request, Operation operation) {
        return operation.answers().isEmpty()
                ? Optional.empty()
                : request.map(line -> new Learnt(line, Optional.empty(), operation.answers()));
    }

    private static Optional<YamlMap.Entry> member(YamlNode node, String key) {
        return node instanceof YamlMap map ? Optional.ofNullable(map.entries().get(key)) : Optional.empty();
    }

    /** What does not fit, in the compositions checked so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The sources that were checked. */
    public List<Checked> checked() {
        return List.copyOf(checked);
    }
}
