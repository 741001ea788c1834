package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.rehearsal.Rehearsal;
import dev.gather.rehearsal.Suite;
import dev.gather.rehearsal.Suite.FileResult;
import dev.gather.rehearsal.Suite.Outcome;
import dev.gather.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code test}: the cases in the test files beside compositions. */
@Command(
        name = "test",
        description = "Runs the cases in name.test.yaml beside compositions, without their sources.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all cases pass", "1:cases fail", "2:it could not test"})
final class Test implements Callable<Integer> {
    @Mixin
    Folders folders = new Folders();

    @Option(names = "--junit", paramLabel = "file", description = "Also writes the results as JUnit's XML.")
    @Nullable
    Path junit;

    @Option(
            names = "--update",
            description = "Writes what comes of cases that fail into their files, as expected from now on.")
    boolean update;

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final Rehearsal rehearsal;
    private int updated;

    Test(CompositionSources sources, Rehearsal rehearsal) {
        this.sources = sources;
        this.rehearsal = rehearsal;
    }

    @Override
    public Integer call() {
        List<FileResult> results = new ArrayList<>();
        boolean usable = run(results);
        if (results.isEmpty() && usable) {
            throw new UnusableException("there are no cases: name a folder with a name.test.yaml");
        }
        PrintWriter out = spec.commandLine().getOut();
        results.forEach(result -> print(result, out));
        long failed = results.stream()
                .flatMap(result -> result.cases().stream())
                .filter(outcome -> !outcome.passed())
                .count();
        int all = results.stream().mapToInt(result -> result.cases().size()).sum();
        out.println(all + (all == 1 ? " case, " : " cases, ") + failed + " failed"
                + (update ? ", " + updated + " updated" : ""));
        out.flush();
        if (junit != null) {
            write(junit, JUnitXml.of(results));
        }
        return usable ? (failed > 0 ? Commands.FINDINGS : 0) : Commands.USAGE;
    }

    /** Whether all files could be used; what cannot is told, and the others run all the same. */
    private boolean run(List<FileResult> results) {
        List<Path> chosen = folders.all(sources);
        if (chosen.isEmpty()) {
            throw new UnusableException("no folder is configured: name one");
        }
        boolean usable = true;
        for (Path folder : chosen) {
            usable &= tryRun(() -> run(folder, results));
        }
        return usable;
    }

    private boolean run(Path folder, List<FileResult> results) {
        Map<String, CompositionFile> compositions = new LinkedHashMap<>();
        List<Problem> unreadable = new ArrayList<>();
        CompositionFolders.readable(folder, folder.toString(), unreadable::add)
                .forEach(file -> compositions.put(file.name(), file));
        unreadable.forEach(this::tell);
        Suite suite = new Suite(rehearsal, CompositionFolders.lock(List.of(folder)));
        boolean usable = unreadable.isEmpty();
        for (CompositionFile tests : CompositionFolders.tests(folder, folder.toString())) {
            usable &= tryRun(() -> results.add(result(suite, tests, compositions)));
        }
        return usable;
    }

    private FileResult result(Suite suite, CompositionFile tests, Map<String, CompositionFile> compositions) {
        if (!update) {
            return suite.run(tests, compositions);
        }
        Suite.Updated made = suite.update(tests, compositions);
        if (!made.text().equals(tests.text())) {
            write(Path.of(tests.path()), made.text());
        }
        updated += made.updated();
        return made.result();
    }

    private boolean tryRun(BooleanSupplier running) {
        try {
            return running.getAsBoolean();
        } catch (InvalidCompositionsException e) {
            e.problems().forEach(this::tell);
            return false;
        }
    }

    private void tell(Problem problem) {
        spec.commandLine().getErr().println("error: " + problem.coded());
    }

    private static void print(FileResult result, PrintWriter out) {
        out.println(result.file());
        for (Outcome outcome : result.cases()) {
            out.println((outcome.passed() ? "  ok    " : "  FAIL  ") + outcome.name());
            outcome.differences().forEach(difference -> out.println("          " + difference));
        }
        result.notes().forEach(note -> out.println("  note: " + note));
        result.unreached().forEach(what -> out.println("  not reached by any case: " + what));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be written");
        }
    }
}
