package dev.gather.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema}: the JSON Schema of compositions, or of test files, for editors. A test holds it against the readers. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of compositions or of test files, of draft 7 as editors want it.",
        mixinStandardHelpOptions = true)
final class Schema implements Callable<Integer> {
    /** What has a schema. */
    enum Kind {
        COMPOSITION,
        TEST;

        /** The name as it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "kind",
            description = "composition or test. By default ${DEFAULT-VALUE}.",
            defaultValue = "composition")
    Kind kind;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(text("/schema/" + kind + ".schema.json"));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String text(String resource) {
        try (InputStream content = Schema.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is not there");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
