package dev.gather.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself: without a command it says which there are. */
@TopCommand
@Command(
        name = "gather",
        description =
                "Checks, tests, runs and describes compositions. Without arguments the program is the function itself.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Check.class,
            OpenApiCommand.class,
            Run.class,
            Sbom.class,
            Schema.class,
            Test.class,
            ToolsCommand.class
        })
final class Program implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Commands.USAGE;
    }
}
