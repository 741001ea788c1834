package dev.gather.container;

import dev.gather.logging.LoggedCall;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.ReportListener;
import dev.gather.source.CacheUse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what executions do, for {@code /q/metrics}: the same that a function writes as metrics for CloudWatch. Labels are names of
 * compositions and sources, and codes of failures: there are as many as compositions make, whatever callers send.
 */
@Singleton
@IfBuildProfile("container")
class ExecutionMetrics implements ReportListener {
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /** The bounds of the counts by duration. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final Map<String, OfComposition> compositions = new ConcurrentHashMap<>();

    ExecutionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void take(Report report, LoggedCall call) {
        compositions.computeIfAbsent(report.composition(), OfComposition::new).take(report);
    }

    /** The meters of one composition, which are made when they are first needed. */
    private final class OfComposition {
        private final Tags tags;
        private final Counter degraded;
        private final Map<String, Timer> outcomes = new ConcurrentHashMap<>();
        private final Map<String, OfSource> sources = new ConcurrentHashMap<>();

        OfComposition(String name) {
            this.tags = Tags.of("composition", name);
            this.degraded = meters.counter("gather.executions.degraded", tags);
        }

        void take(Report report) {
            outcomes.computeIfAbsent(outcome(report.status()), this::timed).record(report.time());
            if (!report.degraded().isEmpty()) {
                degraded.increment();
            }
            for (SourceReport source : report.sources()) {
                source.span().ifPresent(span -> sources.computeIfAbsent(
                                source.name(), name -> new OfSource(tags.and("source", name)))
                        .take(source, span));
            }
        }

        private Timer timed(String outcome) {
            return timer("gather.executions", tags.and("outcome", outcome));
        }
    }

    /** The meters of one source. */
    private final class OfSource {
        private final Tags tags;
        private final Timer time;
        private final Counter fallbacks;
        private final Counter requests;
        private final Counter retries;
        private final Counter hedges;
        private final Counter cacheHits;

        OfSource(Tags tags) {
            this.tags = tags;
            this.time = timer("gather.sources", tags);
            this.fallbacks = meters.counter("gather.sources.fallbacks", tags);
            this.requests = meters.counter("gather.sources.requests", tags);
            this.retries = meters.counter("gather.sources.retries", tags);
            this.hedges = meters.counter("gather.sources.hedges", tags);
            this.cacheHits = meters.counter("gather.sources.cache.hits", tags);
        }

        void take(SourceReport source, Report.Span span) {
            Report.Work work = source.work();
            time.record(span.length());
            source.error().ifPresent(code -> meters.counter("gather.sources.failures", tags.and("code", code))
                    .increment());
            fallbacks.increment(source.outcome() == Ending.FALLBACK ? 1 : 0);
            requests.increment(work.attempts());
            retries.increment(work.retries());
            hedges.increment(work.hedges());
            cacheHits.increment(work.cached().getOrDefault(CacheUse.HIT, 0));
        }
    }

    private static String outcome(int status) {
        if (status == Report.CANCELLED) {
            return "cancelled";
        }
        if (status >= FIRST_SERVER_ERROR) {
            return "failure";
        }
        return status >= FIRST_CLIENT_ERROR ? "client-error" : "success";
    }

    private Timer timer(String name, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BOUNDS).register(meters);
    }
}
