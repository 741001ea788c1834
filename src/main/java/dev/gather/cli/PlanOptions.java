package dev.gather.cli;

import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** The loader, which then warns of plans if that is asked for. */
    CompositionLoader apply(CompositionLoader loader, Duration timeout) {
        return plan ? loader.planning(limit(timeout)) : loader;
    }

    /** The plans, if they are asked for. */
    List<String> lines(Compositions compositions, Duration timeout) {
        List<String> lines = new ArrayList<>();
        if (plan) {
            Duration limit = limit(timeout);
            compositions.all().forEach(composition -> {
                lines.addAll(PlanText.of(composition, composition.limits().least(limit)));
                lines.add("");
            });
        }
        return lines;
    }

    private Duration limit(Duration timeout) {
        Duration ofFunction = template == null ? timeout : FunctionTimeout.of(template);
        return ofFunction.compareTo(timeout) < 0 ? ofFunction : timeout;
    }
}
