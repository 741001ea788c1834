package dev.gather.composition;

import dev.gather.source.Backend;
import dev.gather.source.SourceYaml;
import dev.gather.source.Writes;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the sources of a composition that write: a route with a safe method cannot use them, and a transaction has one
 * datasource and no fallbacks, since a failed write may have undone it.
 */
final class WriteRules {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    private final CompositionYaml yaml;
    private final Problems problems;

    private WriteRules(CompositionYaml yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    static void check(CompositionYaml yaml, Composition composition, Problems problems) {
        WriteRules rules = new WriteRules(yaml, problems);
        List<Source> sources = composition.steps().sources();
        List<Source> writing = sources.stream()
                .filter(source -> source.retrieval().call().writes() != Writes.NO)
                .toList();
        composition
                .endpoint()
                .route()
                .filter(route -> SAFE_METHODS.contains(route.method()))
                .ifPresent(route -> writing.forEach(source -> rules.checkSafe(source, route)));
        if (composition.limits().transactional()) {
            rules.checkTransaction(writing, sources.size());
        }
    }

    private void checkSafe(Source source, Route route) {
        if (source.retrieval().call().writes() == Writes.YES) {
            problems.addAtKey(
                    ProblemCode.WRITE_NOT_ALLOWED,
                    written(source).body(),
                    "writes",
                    "a route with " + route.method() + " must not change anything",
                    "give it the method POST, or write writes: safe if any request may do this");
        }
    }

    /** @param resolved how many sources could be resolved: one that could not might write */
    private void checkTransaction(List<Source> writing, int resolved) {
        if (writing.isEmpty() && resolved == yaml.sources().size()) {
            problems.addAtKey(
                    ProblemCode.INVALID_TRANSACTION, yaml.body(), "transaction", "no source writes", "remove it");
        }
        for (Source source : writing) {
            SourceYaml body = written(source);
            if (!backend(source).equals(backend(writing.get(0)))) {
                problems.add(
                        ProblemCode.INVALID_TRANSACTION,
                        body.key(),
                        "a transaction has one datasource",
                        "write to one datasource only");
            }
            for (String repeating : List.of("retries", "hedge", "retryable")) {
                problems.addAtKey(
                        ProblemCode.INVALID_TRANSACTION,
                        body.body(),
                        repeating,
                        "a failed write undoes the transaction and is not repeated",
                        "remove it");
            }
            problems.addAtKey(
                    ProblemCode.INVALID_TRANSACTION,
                    body.body(),
                    "fallback",
                    "nothing replaces a failed write in a transaction, since it undoes all of it",
                    "remove the fallback");
        }
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
