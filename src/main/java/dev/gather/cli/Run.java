package dev.gather.cli;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import dev.gather.rehearsal.Documents;
import dev.gather.report.Report;
import dev.gather.web.ProblemDocument;
import dev.gather.yaml.DidYouMean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final long LONGEST_INPUT = 64 << 20;
    private static final long WATCH_MILLIS = 300;

    @Parameters(index = "0", paramLabel = "name", description = "The composition's name.")
    String name;

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Parameters as in a query.")
    List<String> texts = List.of();

    @Option(names = "--input", paramLabel = "json", description = "Parameters as a JSON object.", defaultValue = "{}")
    String input;

    @Option(names = "--explain", description = "Also shows when each source ran, and which the answer waited for.")
    boolean explain;

    @Option(names = "--watch", description = "Runs it again whenever a composition changes, until it is interrupted.")
    boolean watch;

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final Engine engine;

    Run(CompositionSources sources, Engine engine) {
        this.sources = sources;
        this.engine = engine;
    }

    @Override
    public Integer call() throws InterruptedException {
        Arguments arguments = Arguments.direct(texts(), values(), CallContext.NONE);
        if (!watch) {
            return execute(files(), arguments);
        }
        List<CompositionFile> known = List.of();
        String said = "";
        while (true) {
            try {
                known = changed(known);
                said = "";
                var unused = execute(known, arguments);
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

    private int execute(List<CompositionFile> files, Arguments arguments) {
        Composition composition = composition(files);
        Result result = result(composition, arguments);
        CommandLine command = spec.commandLine();
        if (explain) {
            Waterfall.of(composition, result.report()).forEach(command.getErr()::println);
        }
        if (result instanceof Result.Answer answer) {
            command.getOut().println(Documents.text(answer.output()));
            return 0;
        }
        command.getErr().println(Documents.text(ProblemDocument.of(((Result.Failed) result).failure())));
        return Commands.FINDINGS;
    }

    /** What the engine refuses is a failure like any other. */
    private Result result(Composition composition, Arguments arguments) {
        return engine.execute(composition, arguments)
                .onFailure(Failure.class)
                .recoverWithItem(thrown -> refused(composition, thrown))
                .await()
                .indefinitely();
    }

    private static Result refused(Composition composition, Failure failure) {
        Report report = new Report(composition.name(), failure.status(), Duration.ZERO, List.of());
        return new Result.Failed(failure, Map.of(), report);
    }

    private Composition composition(List<CompositionFile> files) {
        Compositions compositions = load(files);
        return compositions
                .find(name)
                .orElseThrow(
                        () -> new UnusableException("there is no composition '" + name + "', " + remedy(compositions)));
    }

    private Compositions load(List<CompositionFile> files) {
        try {
            return sources.load(files);
        } catch (InvalidCompositionsException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
    }

    private String remedy(Compositions compositions) {
        List<String> names = compositions.all().stream().map(Composition::name).toList();
        return DidYouMean.remedy(name, names, "");
    }

    private Map<String, Object> texts() {
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String text : this.texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UnusableException("'" + text + "' is no parameter: write key=value");
            }
            String value = text.substring(equals + 1);
            texts.merge(text.substring(0, equals), value, Run::both);
        }
        return texts;
    }

    /** A parameter that is repeated is a list, as in a query. */
    private static Object both(Object first, Object second) {
        List<Object> all = new ArrayList<>(first instanceof List<?> list ? list : List.of(first));
        all.add(second);
        return all;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> values() {
        try {
            if (ExactJson.read(input.getBytes(StandardCharsets.UTF_8), LONGEST_INPUT) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
            throw new UnusableException("--input must be a JSON object");
        } catch (UnreadableJsonException e) {
            throw new UnusableException("--input is not JSON: " + e.getMessage());
        }
    }
}
