package dev.gather.composition;

import dev.gather.source.Backend;
import dev.gather.source.SnapshotPart;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Checks the sources of a composition with a snapshot: all that are asked of databases read, from one and the same, and each once
 * at a time. Two databases have no state in common, and a snapshot does not show what is written after it began.
 */
final class SnapshotRules {
    private static final String SNAPSHOT = "snapshot";

    private final CompositionYaml yaml;
    private final Composition composition;
    private final Problems problems;

    private SnapshotRules(CompositionYaml yaml, Composition composition, Problems problems) {
        this.yaml = yaml;
        this.composition = composition;
        this.problems = problems;
    }

    static void check(CompositionYaml yaml, Composition composition, Problems problems) {
        if (composition.limits().snapshot()) {
            new SnapshotRules(yaml, composition, problems).check();
        }
    }

    private void check() {
        List<Source> sources = composition.steps().sources();
        List<Source> reading = sources.stream()
                .filter(source -> part(source) == SnapshotPart.READS)
                .toList();
        boolean none = sources.stream().allMatch(source -> part(source) == SnapshotPart.NONE);
        if (none && sources.size() == yaml.sources().size()) {
            problems.addAtKey(
                    ProblemCode.INVALID_SNAPSHOT,
                    yaml.body(),
                    SNAPSHOT,
                    "no source reads from a database",
                    "remove it");
        }
        sources.forEach(this::checkPart);
        reading.forEach(source -> checkReading(source, reading.get(0)));
    }

    private void checkPart(Source source) {
        SnapshotPart part = part(source);
        if (part == SnapshotPart.WRITES) {
            problems.addAtKey(
                    ProblemCode.INVALID_SNAPSHOT,
                    written(source).body(),
                    "writes",
                    "a snapshot does not show what is written after it began",
                    "remove snapshot, or write in another composition");
        } else if (part == SnapshotPart.OWN_SESSION) {
            problems.addAtKey(
                    ProblemCode.INVALID_SNAPSHOT,
                    written(source).body(),
                    source.retrieval().kind(),
                    "the statement shows what happened in its session, which the sources of a snapshot share",
                    "remove snapshot, or the function or variable that shows it");
        }
    }

    private void checkReading(Source source, Source first) {
        SourceYaml as = written(source);
        if (!backend(source).equals(backend(first))) {
            problems.add(
                    ProblemCode.INVALID_SNAPSHOT,
                    as.key(),
                    "a snapshot has one datasource, as two have no state in common",
                    "read from one datasource only");
        }
        problems.addAtKey(
                ProblemCode.INVALID_SNAPSHOT,
                as.body(),
                "hedge",
                "the queries of a snapshot follow each other on one connection",
                "remove it");
    }

    private static SnapshotPart part(Source source) {
        return source.retrieval().call().snapshotPart();
    }

    private static Optional<String> backend(Source source) {
        return source.retrieval().call().onlyBackend().map(Backend::name);
    }

    private SourceYaml written(Source source) {
        return yaml.sources().stream()
                .filter(found -> found.name().equals(source.name()))
                .findFirst()
                .orElseThrow();
    }
}
