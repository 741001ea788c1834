package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.logging.CurrentCall;
import dev.gather.logging.LoggedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What the log says of steps that fail. */
final class StepLog {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private StepLog() {}

    /** Logs one line for each distinct failure of a step, with the number of elements that it occurred for. */
    static void failures(Composition composition, Step step, Outcome outcome, LoggedCall call) {
        if (outcome.failures().isEmpty()) {
            return;
        }
        outcome.failures().stream()
                .filter(Failure::isReplaceable)
                .collect(Collectors.groupingBy(Failure::toString, LinkedHashMap::new, Collectors.toList()))
                .forEach((failure, all) -> CurrentCall.during(
                        call, () -> LOG.logf(level(all), "%s", line(composition, step, failure, all.size()))));
    }

    private static Logger.Level level(List<Failure> all) {
        return all.get(0).code() == Code.EXPRESSION ? Logger.Level.ERROR : Logger.Level.WARN;
    }

    private static String line(Composition composition, Step step, String failure, int times) {
        return composition.name() + ": " + (step instanceof Source ? "source " : "") + step.name()
                + (times > 1 ? ", " + times + " times" : "") + ": " + failure;
    }
}
