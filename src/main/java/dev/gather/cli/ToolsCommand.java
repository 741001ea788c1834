package dev.gather.cli;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Tools;
import dev.gather.config.GatherConfig;
import dev.gather.json.PrettyJson;
import dev.gather.mcp.ToolList;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import io.quarkus.arc.All;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tools}: the compositions that are tools, as the Model Context Protocol lists them. */
@Command(
        name = "tools",
        description = "Prints the compositions that are tools, as models are told of them, in JSON.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:a list", "2:there is none"})
final class ToolsCommand implements Callable<Integer> {
    @Mixin
    Folders folders = new Folders();

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final CompositionLoader loader;

    ToolsCommand(CompositionSources sources, @All List<SourceKind> kinds, FetchStack stack, GatherConfig config) {
        this.sources = sources;
        this.loader = new CompositionLoader(kinds, stack, true).offering(Tools.withoutAsking(config));
    }

    @Override
    public Integer call() {
        PrintWriter error = spec.commandLine().getErr();
        try {
            List<CompositionFile> files = folders.files(sources);
            Compositions compositions = loader.load(files);
            compositions.warnings().stream()
                    .filter(warning -> warning.path().isEmpty())
                    .forEach(leftOut -> error.println("warning: " + leftOut));
            if (compositions.all().stream()
                    .allMatch(composition -> composition.endpoint().tool().isEmpty())) {
                throw new UnusableException("no composition is a tool: give one a route, or write tool: true");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(PrettyJson.of(ToolList.of(compositions)));
            out.flush();
            return 0;
        } catch (InvalidCompositionsException e) {
            e.problems().forEach(problem -> error.println("error: " + problem));
            return Commands.USAGE;
        }
    }
}
