package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import dev.gather.source.Fetched;
import dev.gather.source.Writes;
import dev.gather.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a source has done so far in one execution: for its report, and for the work that is left at the deadline. */
final class Progress {
    /** Processor time to cancel a request in flight. */
    private static final Duration CANCEL = Duration.ofNanos(200_000);

    /** Processor time to skip a request that has not been sent. */
    private static final Duration SKIP = Duration.ofNanos(25_000);

    /** Processor time to write a row or a KiB into the answer. */
    private static final Duration WRITE = Duration.ofNanos(20_000);

    private final Source source;
    private final Deadline deadline;
    private final Map<String, Long> received = new LinkedHashMap<>();
    private Optional<Duration> start = Optional.empty();
    private Optional<Duration> end = Optional.empty();
    private Ending ending = Ending.NOT_STARTED;
    private Optional<Failure> failure = Optional.empty();
    private int expressionFailures;
    private int attempts;
    private int unanswered;
    private int concurrency;

    Progress(Source source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    Source source() {
        return source;
    }

    /** All its dependencies have ended, so that it starts. */
    void started() {
        start = Optional.of(deadline.elapsed());
        ending = Ending.CANCELLED;
    }

    /** It has so many requests to send, at most {@code atOnce} at a time. */
    void planned(int requests, int atOnce) {
        unanswered = requests;
        concurrency = atOnce;
        deadline.changed();
    }

    /** One of its requests has been answered, has failed or was cancelled. */
    void answered() {
        unanswered--;
    }

    /** The processor time to cancel the unanswered requests and to write the answers received so far. */
    Duration workLeft() {
        int inFlight = Math.min(unanswered, concurrency);
        Duration toEnd = CANCEL.multipliedBy(inFlight).plus(SKIP.multipliedBy(unanswered - inFlight));
        long parts = received.entrySet().stream()
                .mapToLong(amount -> amount.getKey().equals("bytes") ? amount.getValue() / 1024 : amount.getValue())
                .sum();
        return toEnd.plus(WRITE.multipliedBy(parts));
    }

    /** It sent a request. */
    void sent() {
        attempts++;
    }

    /** It received an answer. */
    void received(Fetched fetched) {
        received.merge(fetched.unit(), fetched.amount(), Long::sum);
    }

    /** It has ended. */
    void ended(Outcome outcome) {
        end = Optional.of(deadline.elapsed());
        failure = outcome.failures().stream().findFirst();
        expressionFailures = (int) outcome.failures().stream()
                .filter(failed -> failed.code() == Code.EXPRESSION)
                .count();
        ending = ending(outcome);
    }

    private static Ending ending(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.failure().code() == Code.UNKNOWN ? Ending.UNKNOWN : Ending.FAILED;
        }
        if (outcome instanceof Outcome.Skipped) {
            return Ending.SKIPPED;
        }
        return outcome.failures().isEmpty() ? Ending.VALUE : Ending.FALLBACK;
    }

    /** Whether it is at work, and has sent a write. */
    boolean isWriting() {
        return isRunning() && hasWritten();
    }

    /** Whether it has sent a write of which nothing says whether it was done. */
    boolean isUnknown() {
        return ending == Ending.UNKNOWN;
    }

    /** Whether it has started and not ended. */
    boolean isRunning() {
        return start.isPresent() && end.isEmpty();
    }

    /** Whether it has sent a write. */
    private boolean hasWritten() {
        return attempts > 0 && source.retrieval().call().writes() != Writes.NO;
    }

    /** What it has done so far. */
    SourceReport report() {
        return new SourceReport(
                source.name(),
                source.retrieval().kind(),
                isWriting() ? Ending.UNKNOWN : ending,
                start.map(began -> new Span(began, end.orElseGet(deadline::elapsed))),
                new Report.Work(attempts, Map.copyOf(received), expressionFailures),
                failure.map(failed -> failed.code().toString()));
    }
}
