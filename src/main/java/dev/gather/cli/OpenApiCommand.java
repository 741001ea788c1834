package dev.gather.cli;

import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.openapi.Backends;
import dev.gather.openapi.Dialect;
import dev.gather.openapi.LambdaFunction;
import dev.gather.openapi.OpenApi;
import dev.gather.openapi.Settings;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import io.quarkus.arc.All;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openapi}: the OpenAPI document of all routes. */
@Command(
        name = "openapi",
        description = "Prints the OpenAPI document of all routes of compositions.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:a document", "2:there is none"})
final class OpenApiCommand implements Callable<Integer> {
    @Mixin
    Folders folders = new Folders();

    @Option(names = "--title", paramLabel = "text", description = "The API's name. By default ${DEFAULT-VALUE}.")
    String title = Settings.DEFAULT.title();

    @Option(
            names = "--api-version",
            paramLabel = "text",
            description = "The API's version. By default ${DEFAULT-VALUE}.")
    String version = Settings.DEFAULT.version();

    @Option(
            names = "--server",
            paramLabel = "url",
            description = "The URL before the routes; may be repeated. By default /.")
    List<String> servers = Settings.DEFAULT.servers();

    @Option(
            names = "--openapi-version",
            paramLabel = "version",
            description = "3.1, or 3.0, which API Gateway imports. By default 3.1, with --lambda 3.0.")
    @Nullable
    String dialect;

    @Option(
            names = "--lambda",
            paramLabel = "arn",
            description =
                    "Lets API Gateway call this function: its ARN, or as in $${Function.Arn} what CloudFormation replaces.")
    @Nullable
    String lambda;

    @Option(
            names = "--format",
            paramLabel = "format",
            description = "${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}.",
            defaultValue = "yaml")
    OpenApiFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "file",
            description = "Writes it to a file.")
    @Nullable
    Path output;

    @Spec
    CommandSpec spec;

    private final CompositionSources sources;
    private final List<SourceKind> kinds;
    private final CompositionLoader loader;

    OpenApiCommand(CompositionSources sources, @All List<SourceKind> kinds, FetchStack stack) {
        this.sources = sources;
        this.kinds = kinds;
        this.loader = new CompositionLoader(kinds, stack, true);
    }

    @Override
    public Integer call() {
        Settings settings = new Settings(dialect(), title, version, servers, function());
        try {
            List<CompositionFile> files = folders.files(sources);
            Map<String, @Nullable Object> document = OpenApi.document(
                    files,
                    loader.load(files),
                    new Backends(kinds, CompositionFolders.lock(folders.all(sources))),
                    settings);
            if (document.get("paths") instanceof Map<?, ?> paths && paths.isEmpty()) {
                throw new UnusableException("no composition has a route: add one, as in route: GET /customers/{id}");
            }
            write(format.text(document));
            return 0;
        } catch (InvalidCompositionsException e) {
            e.problems().forEach(problem -> spec.commandLine().getErr().println("error: " + problem));
            return Commands.USAGE;
        }
    }

    private Dialect dialect() {
        if (dialect == null) {
            return lambda == null ? Dialect.V3_1 : Dialect.V3_0;
        }
        return Stream.of(Dialect.values())
                .filter(version -> dialect.equals(version.toString()))
                .findFirst()
                .orElseThrow(() -> new UnusableException("OpenAPI " + dialect + " is not known: write 3.1 or 3.0"));
    }

    private Optional<LambdaFunction> function() {
        try {
            return Optional.ofNullable(lambda).map(LambdaFunction::new);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
    }

    private void write(String text) {
        if (output == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new UnusableException(output + " cannot be written");
        }
    }
}
