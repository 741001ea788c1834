package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.contract.ApiDocument;
import dev.gather.contract.Contracts;
import dev.gather.contract.OpenApiLibrary;
import dev.gather.contract.OpenApiReader;
import dev.gather.contract.UnusableDocumentException;
import dev.gather.lock.Lock;
import dev.gather.source.SourceKind;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code check --openapi}: holds sources against the documents of their upstreams, and learns the shapes of their answers. */
final class OpenApiCheck {
    private final Contracts contracts;

    /**
     * Checks compositions.
     *
     * @param documents OpenAPI documents, by the names of upstreams
     * @param files the compositions' files, of which the last one with a name counts
     * @throws UnusableException if no composition calls one of the upstreams, or if a document cannot be used
     */
    OpenApiCheck(
            Map<String, Path> documents,
            List<SourceKind> kinds,
            List<CompositionFile> files,
            Compositions compositions) {
        Set<String> called = Contracts.upstreams(compositions.all());
        for (String upstream : documents.keySet()) {
            if (!called.contains(upstream)) {
                throw new UnusableException("--openapi: no composition calls an upstream '" + upstream + "', "
                        + DidYouMean.remedy(upstream, called, ""));
            }
            if (documents.get(upstream).toString().isEmpty()) {
                throw new UnusableException("--openapi " + upstream + "= has no file behind it");
            }
        }
        this.contracts = new Contracts(read(documents), kinds);
        Map<String, CompositionFile> byName = new HashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        compositions.all().forEach(composition -> check(composition, byName));
    }

    private void check(Composition composition, Map<String, CompositionFile> files) {
        CompositionFile file = files.get(composition.name());
        if (file != null) {
            contracts.check(file, composition);
        }
    }

    private static Map<String, ApiDocument> read(Map<String, Path> documents) {
        Map<String, ApiDocument> read = new LinkedHashMap<>();
        try {
            OpenApiReader reader = OpenApiLibrary.reader();
            documents.forEach((upstream, file) -> read.put(upstream, reader.read(file)));
        } catch (UnusableDocumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
        return read;
    }

    /** What does not fit. */
    List<Problem> problems() {
        return contracts.problems();
    }

    /** A lock in which what was learnt now of the sources that were checked replaces what was known of them. */
    Lock learn(Lock known) {
        Lock lock = known;
        for (Contracts.Checked source : contracts.checked()) {
            lock = source.learnt().isPresent()
                    ? lock.with(
                            source.composition(), source.name(), source.learnt().get())
                    : lock.without(source.composition(), source.name());
        }
        return lock;
    }
}
