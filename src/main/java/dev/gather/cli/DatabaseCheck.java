package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Source;
import dev.gather.failure.Failure;
import dev.gather.lock.Lock;
import dev.gather.source.Backend;
import dev.gather.source.Call;
import dev.gather.source.Describer;
import dev.gather.source.Description;
import dev.gather.source.Learnt;
import dev.gather.source.SourceKind;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problem;
import dev.gather.yaml.YamlMap;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code check --db}: asks the datasources about the statements of all sources, and runs none of them. */
@Singleton
final class DatabaseCheck {
    /** Statements that one datasource prepares at the same time. */
    private static final int AT_ONCE = 4;

    private final List<Describer> describers;

    DatabaseCheck(@All List<Describer> describers) {
        this.describers = describers;
    }

    /**
     * What the datasources say.
     *
     * @param described the sources that they were asked about
     * @param unreachable why some of them said nothing, with what to do about it
     */
    record Answers(List<Described> described, List<String> unreachable) {
        /** Nobody was asked. */
        static final Answers NONE = new Answers(List.of(), List.of());

        /** Why statements cannot be run. */
        List<Problem> problems() {
            return described.stream().flatMap(each -> each.problems().stream()).toList();
        }

        /** A lock that also has what was learnt now. */
        Lock addedTo(Lock lock) {
            Lock all = lock;
            for (Described each : described) {
                all = all.with(each.file().name(), each.source(), each.learnt());
            }
            return all;
        }

        private Answers with(Answers other) {
            return new Answers(
                    Stream.concat(described.stream(), other.described.stream()).toList(),
                    Stream.concat(unreachable.stream(), other.unreachable.stream())
                            .sorted()
                            .toList());
        }
    }

    /**
     * What a datasource says about a source.
     *
     * @param file the composition's
     * @param source the source's name
     * @param learnt what its rows are like
     * @param problems why it cannot be run
     */
    record Described(CompositionFile file, String source, Learnt learnt, List<Problem> problems) {}

    private record Question(CompositionFile file, SourceYaml source, String request, Call call, Describer describer) {
        Uni<Described> ask() {
            return describer.describe(source, call).map(this::described);
        }

        private Described described(Description description) {
            Learnt learnt = new Learnt(request, description.row(), Map.of());
            return new Described(file, source.name(), learnt, description.problems());
        }

        String backend() {
            return call.onlyBackend().map(Backend::name).orElseThrow();
        }
    }

    /**
     * Asks about all sources of valid compositions. Waits for the answers, on the command's own thread.
     *
     * @param files those of several with the same name but the last are not looked at, as they are not used
     */
    Answers ask(List<CompositionFile> files, CompositionLoader loader) {
        Map<String, CompositionFile> used = new LinkedHashMap<>();
        files.forEach(file -> used.put(file.name(), file));
        Map<String, List<Question>> questions = new TreeMap<>();
        used.values().stream().flatMap(file -> questions(file, loader)).forEach(question -> questions
                .computeIfAbsent(question.backend(), absent -> new ArrayList<>())
                .add(question));
        List<Uni<Answers>> answers = new ArrayList<>();
        questions.forEach((backend, asked) -> answers.add(answers(backend, asked)));
        return Multi.createFrom()
                .iterable(answers)
                .onItem()
                .transformToUniAndMerge(answer -> answer)
                .collect()
                .in(() -> new Answers[] {Answers.NONE}, (all, one) -> all[0] = all[0].with(one))
                .await()
                .indefinitely()[0];
    }

    /** The sources of a valid composition of which a describer knows; the problems of others are found without a database. */
    private Stream<Question> questions(CompositionFile file, CompositionLoader loader) {
        try {
            Composition composition =
                    loader.load(List.of(file)).all().iterator().next();
            YamlMap root = (YamlMap) file.parsed().document().orElseThrow();
            return composition.steps().sources().stream().flatMap(source -> describers.stream()
                    .filter(each -> each.kind().equals(source.retrieval().kind()))
                    .map(each -> question(file, root, source, each, loader.kinds())));
        } catch (InvalidCompositionsException e) {
            return Stream.empty();
        }
    }

    private static Question question(
            CompositionFile file, YamlMap root, Source source, Describer describer, List<SourceKind> kinds) {
        YamlMap sources = (YamlMap) Objects.requireNonNull(root.get("sources"));
        YamlMap.Entry entry = Objects.requireNonNull(sources.entries().get(source.name()));
        SourceYaml written = SourceYaml.of(entry, root);
        String request = kinds.stream()
                .filter(kind -> kind.key().equals(describer.kind()))
                .flatMap(kind -> kind.outline(written).stream())
                .findFirst()
                .orElseThrow();
        return new Question(file, written, request, source.retrieval().call(), describer);
    }

    /** A datasource that fails once is asked nothing more. */
    private static Uni<Answers> answers(String backend, List<Question> questions) {
        return Multi.createFrom()
                .iterable(questions)
                .onItem()
                .transformToUni(Question::ask)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(described -> new Answers(described, List.of()))
                .onFailure(Failure.class)
                .recoverWithItem(thrown -> new Answers(List.of(), List.of(unreachable(backend, thrown))));
    }

    private static String unreachable(String backend, Throwable thrown) {
        String name = backend.substring(backend.indexOf(' ') + 1);
        String property = name.equals("default") ? "quarkus.datasource" : "quarkus.datasource." + name;
        return backend + ": " + thrown.getMessage() + ", check " + property + ".reactive.url, .username and .password";
    }
}
