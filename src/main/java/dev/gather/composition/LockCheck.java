package dev.gather.composition;

import dev.gather.expression.Expression;
import dev.gather.lock.Lock;
import dev.gather.lock.LockFile;
import dev.gather.source.Backend;
import dev.gather.source.Learnt;
import dev.gather.source.Shape;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of sources of which the lock file knows another request, or nothing although it knows others of their backends, and of paths
 * that may lack a value.
 */
record LockCheck(CompositionYaml yaml, Composition composition) {
    /** The backends of those sources of which something is known, each with its folder. */
    Set<String> known(Lock lock) {
        Set<String> known = new HashSet<>();
        for (Source source : composition.steps().sources()) {
            if (lock.find(composition.name(), source.name()).isPresent()) {
                backend(source).ifPresent(known::add);
            }
        }
        return known;
    }

    private Optional<String> backend(Source source) {
        String file = yaml.body().file();
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        return source.retrieval().call().onlyBackend().map(Backend::name).map(name -> folder + " " + name);
    }

    /** @param known the backends of all compositions of which something is known */
    void check(List<SourceKind> kinds, Lock lock, Set<String> known, Problems problems) {
        for (Source source : composition.steps().sources()) {
            SourceYaml written = yaml.sources().stream()
                    .filter(found -> found.name().equals(source.name()))
                    .findFirst()
                    .orElseThrow();
            kinds.stream()
                    .filter(kind -> kind.key().equals(source.retrieval().kind()))
                    .forEach(kind -> checkKnown(source, written, kind, lock, known, problems));
            checkPath(source, written, problems);
        }
    }

    private void checkKnown(
            Source source, SourceYaml written, SourceKind kind, Lock lock, Set<String> known, Problems problems) {
        Optional<Learnt> learnt = lock.find(composition.name(), source.name());
        Optional<String> request = kind.outline(written);
        YamlNode place = written.find(kind.key()).orElseThrow();
        String remedy = "run " + kind.learning() + " again";
        if (learnt.isEmpty() && backend(source).filter(known::contains).isPresent()) {
            problems.warn(ProblemCode.STALE_LOCK, place, LockFile.NAME + " does not know it", remedy);
        } else if (learnt.isPresent() && !request.equals(learnt.map(Learnt::request))) {
            problems.warn(
                    ProblemCode.STALE_LOCK,
                    place,
                    LockFile.NAME + " was learnt from another request than this",
                    remedy);
        }
    }

    /** Where the source says when it runs, a value that is missing is meant. */
    private void checkPath(Source source, SourceYaml written, Problems problems) {
        if (written.has("when")) {
            return;
        }
        TemplateReader templates = yaml.templates(new Problems());
        TemplateReader inner =
                written.find("forEach").map(templates::knowingItems).orElse(templates);
        for (Expression expression : source.retrieval().call().indispensable()) {
            Set<Shape.Type> types = inner.shape(expression).types();
            if (types.size() > 1 && types.contains(Shape.Type.NULL)) {
                expression
                        .place()
                        .ifPresent(place -> problems.warn(
                                ProblemCode.PERHAPS_NULL,
                                place,
                                "this may be null, and then nothing is asked for and the value is null",
                                "if that is meant, say so with when, or leave such rows out"));
            }
        }
    }
}
