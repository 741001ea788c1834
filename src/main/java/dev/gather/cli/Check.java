package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Tools;
import dev.gather.config.GatherConfig;
import dev.gather.lock.Lock;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import io.quarkus.arc.All;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: all problems of compositions, whether or not their upstreams and datasources are configured. */
@Command(
        name = "check",
        description = "Reports all problems of compositions.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no error", "1:errors, or with --strict warnings", "2:it could not check"})
final class Check implements Callable<Integer> {
    @Mixin
    Folders folders = new Folders();

    @Option(
            names = "--format",
            paramLabel = "format",
            description = "${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}.",
            defaultValue = "text")
    ProblemFormat format;

    @Option(names = "--strict", description = "Warnings are findings, too.")
    boolean strict;

    @Option(
            names = "--db",
            description = "Also prepares the statements of all sources in their databases, and keeps what it learns of "
                    + "their rows in gather.lock.yaml beside the compositions. It runs none.")
    boolean db;

    @Option(
            names = "--openapi",
            paramLabel = "upstream=file",
            description = "An OpenAPI document, which the sources that call the upstream are held against; repeatable.")
    Map<String, Path> documents = Map.of();

    @ArgGroup(exclusive = false)
    PlanOptions plan = new PlanOptions();

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final List<SourceKind> kinds;
    private final CompositionLoader loader;
    private final GatherConfig config;
    private final DatabaseCheck databases;

    Check(
            CompositionSources sources,
            @All List<SourceKind> kinds,
            FetchStack stack,
            GatherConfig config,
            DatabaseCheck databases) {
        this.sources = sources;
        this.kinds = kinds;
        this.config = config;
        this.databases = databases;
        this.loader = new CompositionLoader(kinds, stack, false).offering(Tools.of(config));
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<CompositionFile> files = folders.readable(sources, problems::add);
        if (files.isEmpty() && !problems.hasErrors()) {
            throw new UnusableException("there is no composition: name a folder that has some");
        }
        DatabaseCheck.Answers answers = db ? databases.ask(files, loader) : DatabaseCheck.Answers.NONE;
        answers.problems().forEach(problems::add);
        Findings findings = findings(files, answers, problems);
        PrintWriter out = spec.commandLine().getOut();
        format.write(findings, out);
        out.flush();
        if (!answers.unreachable().isEmpty()) {
            throw new UnusableException(String.join("\nerror: ", answers.unreachable()));
        }
        boolean found =
                !findings.errors().isEmpty() || (strict && !findings.warnings().isEmpty());
        return found ? Commands.FINDINGS : 0;
    }

    private Findings findings(List<CompositionFile> files, DatabaseCheck.Answers answers, Problems problems) {
        try {
            Lock lock =
                    learn(files, answers.addedTo(CompositionFolders.lock(folders.all(sources), problems)), problems);
            Optional<Duration> limit = plan.limit(config.timeout());
            CompositionLoader known = loader.with(lock);
            Compositions compositions = limit.map(known::planning).orElse(known).load(files);
            if (format == ProblemFormat.TEXT) {
                limit.ifPresent(time -> PlanOptions.lines(compositions, time)
                        .forEach(spec.commandLine().getOut()::println));
            }
            boolean learnt = db || !documents.isEmpty();
            if (learnt && !problems.hasErrors() && answers.unreachable().isEmpty()) {
                new LockFolders(folders.all(sources), files)
                        .write(compositions.all(), lock, spec.commandLine().getErr());
            }
            return new Findings(problems.all(Severity.ERROR), compositions.warnings())
                    .with(problems.all(Severity.WARNING))
                    .with(hidden(files));
        } catch (InvalidCompositionsException e) {
            e.problems().forEach(problems::add);
            return new Findings(problems.all(Severity.ERROR), e.warnings()).with(problems.all(Severity.WARNING));
        }
    }

    /** Adds what the upstreams' documents say of the sources. */
    private Lock learn(List<CompositionFile> files, Lock known, Problems problems) {
        if (documents.isEmpty()) {
            return known;
        }
        OpenApiCheck check = new OpenApiCheck(documents, kinds, files, loader.load(files));
        check.problems().forEach(problems::add);
        return check.learn(known);
    }

    /** Of several files with the same name only the last is a composition, and the others have not been looked at. */
    private static List<Problem> hidden(List<CompositionFile> files) {
        Map<String, String> last = new HashMap<>();
        files.forEach(file -> last.put(file.name(), file.path()));
        return files.stream()
                .filter(file -> !file.path().equals(last.get(file.name())))
                .map(file -> new Problem(
                        Severity.WARNING,
                        ProblemCode.HIDDEN_FILE,
                        file.path(),
                        Position.START,
                        "",
                        "it is hidden by another file with the same name",
                        "rename or remove one of them"))
                .toList();
    }
}
