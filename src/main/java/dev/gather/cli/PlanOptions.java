package dev.gather.cli;

import dev.gather.composition.Compositions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code check} about plans. */
final class PlanOptions {
    @Option(
            names = "--plan",
            required = true,
            description =
                    "Also prints each plan with the calls and the time that it takes at worst, and warns of these.")
    boolean plan;

    @Option(
            names = "--template",
            paramLabel = "file",
            description = "A CloudFormation template: the Timeout of its function limits an execution, too.")
    @Nullable
    Path template;

    /** The time of an execution for which plans are to be checked; empty if they are not. */
    Optional<Duration> limit(Duration timeout) {
        Duration ofFunction = template == null ? timeout : FunctionTimeout.of(template);
        return plan ? Optional.of(ofFunction.compareTo(timeout) < 0 ? ofFunction : timeout) : Optional.empty();
    }

    /** The plans. */
    static List<String> lines(Compositions compositions, Duration limit) {
        List<String> lines = new ArrayList<>();
        compositions.all().forEach(composition -> {
            lines.addAll(PlanText.of(composition, composition.limits().least(limit)));
            lines.add("");
        });
        return lines;
    }
}
