package dev.gather.cli;

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
        spec.commandLine()
                .getOut()
                .print(PackagedText.of("schema/" + kind + ".schema.json").orElseThrow());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
