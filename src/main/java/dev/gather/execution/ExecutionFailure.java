package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.time.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the failure of an execution from that of one of its steps.
 *
 * @param progress what each source has done, in the order of the steps
 */
record ExecutionFailure(Composition composition, List<Optional<Progress>> progress, Deadline deadline) {
    /** @param index the step that failed */
    Failure of(int index, Failure failure) {
        Step step = composition.steps().get(index);
        if (failure.code() == Code.TIMEOUT && step instanceof Source) {
            return Failure.of(Code.TIMEOUT, notInTime(late(index)));
        }
        if (failure.isVerdict()) {
            return failure.code() == Code.MISSING
                    ? failure.saying("the source '" + step.name() + "' found nothing")
                    : failure;
        }
        return step instanceof Source ? failure.ofSource(step.name()) : failure;
    }

    private static String notInTime(List<String> names) {
        String named = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "the source" + (names.size() == 1 ? " " : "s ") + named + " did not answer in time";
    }

    /** The names of the step that timed out and, at the deadline, of all sources in flight without a fallback. */
    private List<String> late(int timedOut) {
        boolean atDeadline = deadline.remaining().isZero();
        return IntStream.range(0, composition.steps().count())
                .filter(index -> index == timedOut || (atDeadline && isWaitedFor(index)))
                .mapToObj(index -> composition.steps().get(index).name())
                .toList();
    }

    private boolean isWaitedFor(int index) {
        return progress.get(index)
                .filter(Progress::isRunning)
                .filter(running -> running.source().rules().fallback().isEmpty())
                .isPresent();
    }
}
