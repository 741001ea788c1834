package dev.gather.cli;

import dev.gather.config.UnknownProperties;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.util.ExceptionUtil;
import java.io.PrintWriter;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program with arguments: it runs a command in place of the function. The exit status is 0, {@value #FINDINGS} if the
 * command found something, and {@value #USAGE} if it could not do its work.
 */
public final class Commands implements QuarkusApplication {
    static final int FINDINGS = 1;
    static final int USAGE = 2;

    private final IFactory factory;
    private final String version;

    Commands(IFactory factory, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.factory = factory;
        this.version = version;
    }

    /**
     * Runs a command and ends the process.
     *
     * @param arguments the command's name, its options and its parameters
     */
    public static void main(String... arguments) {
        // Not the function: it loads no compositions, and asks nobody for events.
        System.setProperty("gather.command", "true");
        // The output is the command's alone, for the program that reads it.
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.category.\"dev.gather.report\".level", "OFF");
        if (arguments[0].equals("test")) {
            // Failures of sources are what cases are about.
            System.setProperty("quarkus.log.category.\"dev.gather\".level", "OFF");
        }
        Quarkus.run(Commands.class, Commands::exited, arguments);
    }

    private static void exited(int status, @Nullable Throwable thrown) {
        if (thrown != null) {
            String message = ExceptionUtil.getRootCause(thrown).getMessage();
            System.err.println("error: the configuration is not valid: " + message);
            UnknownProperties.hints(message).forEach(System.err::println);
        }
        System.exit(thrown == null ? status : USAGE);
    }

    @Override
    public int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        CommandLine program = new CommandLine(Program.class, factory);
        program.getCommandSpec().version("gather " + version);
        program.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .version("gather " + version));
        names(ProblemFormat.class, program);
        names(OpenApiFormat.class, program);
        names(Schema.Kind.class, program);
        return program.setExpandAtFiles(false)
                .setExitCodeExceptionMapper(thrown -> USAGE)
                .setParameterExceptionHandler(Commands::misused)
                .setExecutionExceptionHandler((thrown, command, parsed) -> unexpected(thrown, command));
    }

    /** Values are known by their names in lower case, and these are told if it is another one. */
    private static <T extends Enum<T>> void names(Class<T> type, CommandLine program) {
        List<T> values = List.of(type.getEnumConstants());
        program.registerConverter(type, text -> values.stream()
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("expected one of " + values + " but was '" + text + "'")));
    }

    private static int misused(ParameterException thrown, String... arguments) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter error = command.getErr();
        error.println("error: " + thrown.getMessage() + suggestion(thrown));
        error.println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return USAGE;
    }

    private static String suggestion(ParameterException thrown) {
        List<String> similar =
                thrown instanceof UnmatchedArgumentException unknown ? unknown.getSuggestions() : List.of();
        return similar.isEmpty() ? "" : ", did you mean " + similar.get(0) + "?";
    }

    private static int unexpected(Exception thrown, CommandLine command) throws Exception {
        if (thrown instanceof UnusableException) {
            command.getErr().println("error: " + thrown.getMessage());
            return USAGE;
        }
        throw thrown;
    }
}
