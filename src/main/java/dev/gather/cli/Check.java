package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.config.GatherConfig;
import dev.gather.lock.Lock;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import io.quarkus.arc.All;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: all problems of compositions, whether or not their upstreams and datasources are configured. */
@Command(
        name = "check",
        description = "Reports all problems of compositions.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no error", "1:errors, or with --strict warnings", "2:it could not check"})
final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "folder", description = "Folders with compositions. By default those that are configured.")
    List<Path> folders = List.of();

    @Option(
            names = "--format",
            paramLabel = "format",
            description = "${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}.",
            defaultValue = "text")
    ProblemFormat format;

    @Option(names = "--strict", description = "Warnings are findings, too.")
    boolean strict;

    @ArgGroup(exclusive = false)
    PlanOptions plan = new PlanOptions();

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final CompositionLoader loader;
    private final GatherConfig config;

    Check(CompositionSources sources, @All List<SourceKind> kinds, FetchStack stack, GatherConfig config) {
        this.sources = sources;
        this.config = config;
        this.loader = new CompositionLoader(kinds, stack, false);
    }

    @Override
    public Integer call() {
        Findings findings = findings();
        PrintWriter out = spec.commandLine().getOut();
        format.write(findings, out);
        out.flush();
        boolean found =
                !findings.errors().isEmpty() || (strict && !findings.warnings().isEmpty());
        return found ? Commands.FINDINGS : 0;
    }

    private Findings findings() {
        Problems problems = new Problems();
        try {
            List<CompositionFile> files = files(problems);
            if (files.isEmpty() && !problems.hasErrors()) {
                throw new UnusableException("there is no composition: name a folder that has some");
            }
            Lock lock = lock(problems);
            Compositions compositions =
                    plan.apply(loader.with(lock), config.timeout()).load(files);
            if (format == ProblemFormat.TEXT) {
                plan.lines(compositions, config.timeout())
                        .forEach(spec.commandLine().getOut()::println);
            }
            return new Findings(problems.all(), compositions.warnings()).with(hidden(files));
        } catch (InvalidCompositionsException e) {
            e.problems().forEach(problems::add);
            return new Findings(problems.all(), e.warnings());
        }
    }

    /** What was learnt of the sources, from the files in the folders; the last one wins, as with compositions. */
    private Lock lock(Problems problems) {
        Lock lock = Lock.NONE;
        for (Path folder : folders.isEmpty() ? sources.folders() : folders) {
            lock = lock.with(CompositionFolders.lock(folder, folder.toString(), problems));
        }
        return lock;
    }

    /** The files that can be read, whatever is the matter with the others. */
    private List<CompositionFile> files(Problems problems) {
        if (folders.isEmpty()) {
            sources.folders().forEach(Folders::require);
            return sources.files(problems::add);
        }
        List<CompositionFile> files = new ArrayList<>();
        for (Path folder : folders) {
            Folders.require(folder);
            files.addAll(CompositionFolders.readable(folder, folder.toString(), problems::add));
        }
        return files;
    }

    /** Of several files with the same name only the last is a composition, and the others have not been looked at. */
    private static List<Problem> hidden(List<CompositionFile> files) {
        Map<String, String> last = new HashMap<>();
        files.forEach(file -> last.put(file.name(), file.path()));
        return files.stream()
                .filter(file -> !file.path().equals(last.get(file.name())))
                .map(file -> new Problem(
                        Severity.WARNING,
                        file.path(),
                        Position.START,
                        "",
                        "it is hidden by another file with the same name",
                        "rename or remove one of them"))
                .toList();
    }
}
