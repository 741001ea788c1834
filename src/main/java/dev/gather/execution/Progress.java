package dev.gather.execution;

import dev.gather.composition.Source;
import dev.gather.failure.Failure;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import dev.gather.source.Fetched;
import dev.gather.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a source has done so far in one execution, for its report. */
final class Progress {
    /** Processor time to end one request that is under way, to pass over one, and to write a row or a KiB. */
    private static final Duration IN_FLIGHT = Duration.ofNanos(200_000);

    private static final Duration UNASKED = Duration.ofNanos(25_000);
    private static final Duration WRITTEN = Duration.ofNanos(20_000);

    private final Source source;
    private final Deadline deadline;
    private final Map<String, Long> received = new LinkedHashMap<>();
    private Optional<Duration> start = Optional.empty();
    private Optional<Duration> end = Optional.empty();
    private Ending ending = Ending.NOT_STARTED;
    private Optional<Failure> failure = Optional.empty();
    private int attempts;
    private int unanswered;
    private int atOnce;

    Progress(Source source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    /** It has what it needs and begins. */
    void started() {
        start = Optional.of(deadline.elapsed());
        ending = Ending.CANCELLED;
    }

    /** It has that many questions, of which so many may be asked at a time. */
    void asks(int questions, int concurrency) {
        unanswered = questions;
        atOnce = concurrency;
        deadline.changed();
    }

    /** One of its questions has an answer, or none will come. */
    void asked() {
        unanswered--;
    }

    /** The processor time that it takes to end what is not answered by now, and to write what is. */
    Duration workLeft() {
        int inFlight = Math.min(unanswered, atOnce);
        Duration toEnd = IN_FLIGHT.multipliedBy(inFlight).plus(UNASKED.multipliedBy(unanswered - inFlight));
        long parts = received.entrySet().stream()
                .mapToLong(amount -> amount.getKey().equals("bytes") ? amount.getValue() / 1024 : amount.getValue())
                .sum();
        return toEnd.plus(WRITTEN.multipliedBy(parts));
    }

    /** It sent a request. */
    void sent() {
        attempts++;
    }

    /** It had an answer. */
    void received(Fetched fetched) {
        received.merge(fetched.unit(), fetched.amount(), Long::sum);
    }

    /** It has ended. */
    void ended(Outcome outcome) {
        end = Optional.of(deadline.elapsed());
        failure = outcome.failures().stream().findFirst();
        ending = ending(outcome);
    }

    private static Ending ending(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return Ending.FAILED;
        }
        if (outcome instanceof Outcome.Skipped) {
            return Ending.SKIPPED;
        }
        return outcome.failures().isEmpty() ? Ending.VALUE : Ending.FALLBACK;
    }

    /** Whether it has started and not ended. */
    boolean isAtWork() {
        return start.isPresent() && end.isEmpty();
    }

    /** What has become of it by now. */
    SourceReport report() {
        return new SourceReport(
                source.name(),
                source.asks().kind(),
                ending,
                start.map(began -> new Span(began, end.orElseGet(deadline::elapsed))),
                new Report.Work(attempts, Map.copyOf(received)),
                failure.map(failed -> failed.code().toString()));
    }
}
