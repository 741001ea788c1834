package dev.gather.cli;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.execution.Arguments;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.rehearsal.Documents;
import dev.gather.rehearsal.Recorder;
import dev.gather.rehearsal.Recording;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import dev.gather.report.Report;
import dev.gather.source.SourceKind;
import dev.gather.web.ProblemDocument;
import dev.gather.yaml.DidYouMean;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: one execution of a composition, with the sources that are configured. */
@Command(
        name = "run",
        description = "Runs a composition, and prints its answer.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:an answer", "1:a failure", "2:it could not run"})
final class Run implements Callable<Integer> {
    private static final long WATCH_MILLIS = 300;

    @Parameters(index = "0", paramLabel = "name", description = "The composition's name.")
    String name;

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Parameters as in a query.")
    List<String> texts = List.of();

    @Option(names = "--input", paramLabel = "json", description = "Parameters as a JSON object.", defaultValue = "{}")
    String input;

    @Option(names = "--explain", description = "Also shows when each source ran, and which the answer waited for.")
    boolean explain;

    @Option(names = "--config", description = "Also shows the configuration, and where each value comes from.")
    boolean config;

    @Option(names = "--watch", description = "Runs it again whenever a composition changes, until it is interrupted.")
    boolean watch;

    @Option(
            names = "--record",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "file",
            description = "Makes a case of it in name.test.yaml, beside the composition or where you say.")
    @Nullable
    Path record;

    @Option(names = "--case", paramLabel = "name", description = "The name of the recorded case.")
    @Nullable
    String caseName;

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final Engine engine;
    private final Rehearsal rehearsal;

    Run(CompositionSources sources, Engine engine, Rehearsal rehearsal) {
        this.sources = sources;
        this.engine = engine;
        this.rehearsal = rehearsal;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunParameters parameters = RunParameters.of(texts, input);
        if (config) {
            SmallRyeConfig effective = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
            ConfigListing.of(effective).forEach(spec.commandLine().getErr()::println);
        }
        if (!watch) {
            return execute(files(), parameters);
        }
        if (record != null) {
            throw new UnusableException("--record makes a case of one run: leave out --watch");
        }
        List<CompositionFile> known = List.of();
        String said = "";
        while (true) {
            try {
                known = changed(known);
                said = "";
                var unused = execute(known, parameters);
            } catch (UnusableException e) {
                // While somebody edits them, compositions may be broken or not be there: say so once, and look again.
                said = said(said, String.valueOf(e.getMessage()));
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            }
        }
    }

    private String said(String before, String message) {
        if (!message.equals(before)) {
            spec.commandLine().getErr().println("error: " + message);
        }
        return message;
    }

    /** The files, as soon as they differ from those that are known. */
    private List<CompositionFile> changed(List<CompositionFile> known) throws InterruptedException {
        List<CompositionFile> found = files();
        while (found.equals(known)) {
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            found = files();
        }
        return found;
    }

    private List<CompositionFile> files() {
        try {
            return sources.files();
        } catch (InvalidCompositionsException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
    }

    private int execute(List<CompositionFile> files, RunParameters parameters) {
        Waiting waiting = new Waiting(spec.commandLine().getErr(), Waiting.isSeen());
        Recorder recorder = new Recorder();
        Composition composition =
                composition(files, kind -> waiting.around(record == null ? kind : recorder.around(kind)));
        Optional<RecordedFile> recorded =
                Optional.ofNullable(record).map(named -> RecordedFile.of(file(files), sources.folders(), named));
        Result result = waiting.await(result(composition, parameters.arguments()));
        CommandLine command = spec.commandLine();
        if (explain) {
            Waterfall.of(composition, result.report()).forEach(command.getErr()::println);
        }
        recorded.ifPresent(file ->
                record(file, new Recording.Executed(file(files), parameters.converted(composition), recorder, result)));
        if (result instanceof Result.Answer answer) {
            command.getOut().println(Documents.text(answer.output()));
            return 0;
        }
        command.getErr().println(Documents.text(ProblemDocument.of(((Result.Failed) result).failure())));
        return Commands.FINDINGS;
    }

    private CompositionFile file(List<CompositionFile> files) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void record(RecordedFile file, Recording.Executed executed) {
        PrintWriter error = spec.commandLine().getErr();
        try {
            Recording.Recorded recorded =
                    new Recording(new Suite(rehearsal)).add(executed, file.text(), Optional.ofNullable(caseName));
            file.write(recorded.text());
            error.println("recorded '" + recorded.name() + "' in " + file.path());
            recorded.differences().forEach(difference -> error.println("  in a test: " + difference));
        } catch (IllegalArgumentException | InvalidCompositionsException e) {
            throw new UnusableException(file.path() + ": not recorded: " + e.getMessage());
        }
    }

    /** What the engine refuses is a failure like any other. */
    private Uni<Result> result(Composition composition, Arguments arguments) {
        return engine.execute(composition, arguments)
                .onFailure(Failure.class)
                .recoverWithItem(thrown -> refused(composition, thrown));
    }

    private static Result refused(Composition composition, Failure failure) {
        Report report = new Report(composition.name(), failure.status(), Duration.ZERO, List.of());
        return new Result.Failed(failure, Map.of(), report);
    }

    private Composition composition(List<CompositionFile> files, UnaryOperator<SourceKind> wrapping) {
        Compositions compositions = load(files, wrapping);
        return compositions
                .find(name)
                .orElseThrow(
                        () -> new UnusableException("there is no composition '" + name + "', " + remedy(compositions)));
    }

    private Compositions load(List<CompositionFile> files, UnaryOperator<SourceKind> wrapping) {
        try {
            return sources.load(files, wrapping);
        } catch (InvalidCompositionsException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
    }

    private String remedy(Compositions compositions) {
        List<String> names = compositions.all().stream().map(Composition::name).toList();
        return DidYouMean.remedy(name, names, "");
    }
}
