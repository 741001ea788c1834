package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import dev.gather.source.Attempt;
import dev.gather.source.CacheUse;
import dev.gather.source.Fetched;
import dev.gather.source.Writes;
import dev.gather.time.Deadline;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a source has done so far in one execution: for its report, and for the work that is left at the deadline. */
final class Progress implements Attempt.Counter {
    /** Processor time to cancel a request in flight. */
    private static final long CANCEL_NANOS = 200_000;

    /** Processor time to skip a request that has not been sent. */
    private static final long SKIP_NANOS = 25_000;

    /** Processor time to write a row or a KiB into the answer. */
    private static final long WRITE_NANOS = 20_000;

    private static final long NOT_YET = -1;

    private final Source source;
    private final Deadline deadline;
    /** Immutable as long as there is no second answer. */
    private Map<String, Long> received = Map.of();
    /** Empty and immutable as long as no cache is used. */
    private Map<CacheUse, Integer> cached = Map.of();

    /** After the execution's start. */
    private long startNanos = NOT_YET;

    /** After the execution's start. */
    private long endNanos = NOT_YET;

    private Ending ending = Ending.NOT_STARTED;
    private Optional<Failure> failure = Optional.empty();
    /** Empty and immutable as long as there are none. */
    private Set<String> warnings = Set.of();

    private int expressionFailures;
    private int attempts;
    private int refused;
    private int retries;
    private int hedges;
    private int unanswered;
    private int concurrency;
    private long bytes;
    private long rows;
    private long estimatedNanos;

    Progress(Source source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    Source source() {
        return source;
    }

    /** All its dependencies have ended, so that it starts. */
    void started() {
        startNanos = deadline.elapsedNanos();
        ending = Ending.CANCELLED;
    }

    /** It has so many requests to send, at most {@code atOnce} at a time. */
    void planned(int requests, int atOnce) {
        unanswered = requests;
        concurrency = atOnce;
        estimateWork();
        deadline.changed();
    }

    /** One of its requests has been answered, or has failed. */
    void answered() {
        unanswered--;
        estimateWork();
    }

    /** What was not answered has been cancelled. */
    void cancelled() {
        unanswered = 0;
        estimateWork();
    }

    /** Estimates the processor time to cancel the unanswered requests and to write the answers received so far. */
    private void estimateWork() {
        int inFlight = Math.min(unanswered, concurrency);
        long toEnd = CANCEL_NANOS * inFlight + SKIP_NANOS * (unanswered - inFlight);
        long work = toEnd + WRITE_NANOS * (rows + bytes / 1024);
        deadline.addWork(work - estimatedNanos);
        estimatedNanos = work;
    }

    @Override
    public String name() {
        return source.name();
    }

    /** It sent a request. */
    @Override
    public void sent() {
        attempts++;
    }

    /** The backend's retry budget refused it a retry or a hedge. */
    @Override
    public void refused() {
        refused++;
    }

    @Override
    public void retried() {
        retries++;
    }

    @Override
    public void hedged() {
        hedges++;
    }

    @Override
    public void cached(CacheUse use) {
        if (cached.isEmpty()) {
            cached = new EnumMap<>(CacheUse.class);
        }
        cached.merge(use, 1, Integer::sum);
    }

    /** It received an answer. */
    void received(Fetched fetched) {
        count(fetched.unit(), fetched.amount());
        if (!fetched.warnings().isEmpty()) {
            warnings = warnings.isEmpty() ? new TreeSet<>() : warnings;
            warnings.addAll(fetched.warnings());
        }
        if (fetched.unit().equals("bytes")) {
            bytes += fetched.amount();
        } else {
            rows += fetched.amount();
        }
    }

    private void count(String unit, long amount) {
        if (received.isEmpty()) {
            received = Map.of(unit, amount);
            return;
        }
        if (!(received instanceof TreeMap)) {
            received = new TreeMap<>(received);
        }
        received.merge(unit, amount, Long::sum);
    }

    /** It has ended. */
    void ended(Outcome outcome) {
        endNanos = deadline.elapsedNanos();
        ending = ending(outcome);
        for (Failure failed : outcome.failures()) {
            failure = failure.or(() -> Optional.of(failed));
            expressionFailures += failed.code() == Code.EXPRESSION ? 1 : 0;
        }
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
        return startNanos != NOT_YET && endNanos == NOT_YET;
    }

    /** Whether it has sent a write. */
    private boolean hasWritten() {
        return attempts > 0 && source.retrieval().call().writes() != Writes.NO;
    }

    private Optional<Span> span() {
        if (startNanos == NOT_YET) {
            return Optional.empty();
        }
        long end = endNanos == NOT_YET ? deadline.elapsedNanos() : endNanos;
        return Optional.of(new Span(Duration.ofNanos(startNanos), Duration.ofNanos(end)));
    }

    /** What it has done so far. */
    SourceReport report() {
        return new SourceReport(
                source.name(),
                source.retrieval().kind(),
                isWriting() ? Ending.UNKNOWN : ending,
                span(),
                new Report.Work(
                        attempts,
                        Map.copyOf(received),
                        expressionFailures,
                        List.copyOf(warnings),
                        refused,
                        cached,
                        retries,
                        hedges),
                failure.map(failed -> failed.code().toString()));
    }
}
