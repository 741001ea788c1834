package dev.gather.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * What a command did that was run within a test.
 *
 * @param status its exit status
 * @param output what it printed
 * @param error what it printed on the error output
 */
record CommandRun(int status, String output, String error) {
    static CommandRun of(Callable<Integer> command, List<String> arguments) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        int status = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(error, true))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    error.append(String.valueOf(thrown.getMessage()));
                    return Commands.USAGE;
                })
                .execute(arguments.toArray(String[]::new));
        return new CommandRun(status, output.toString(), error.toString());
    }
}
