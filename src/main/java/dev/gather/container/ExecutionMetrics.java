package dev.gather.container;

import dev.gather.logging.LoggedCall;
import dev.gather.report.Report;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.ReportListener;
import dev.gather.source.CacheUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.time.Duration;

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

    ExecutionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void take(Report report, LoggedCall call) {
        Tags composition = Tags.of("composition", report.composition());
        timer("gather.executions", composition.and("outcome", outcome(report.status())))
                .record(report.time());
        count("gather.executions.degraded", composition, report.degraded().isEmpty() ? 0 : 1);
        for (SourceReport source : report.sources()) {
            source.span().ifPresent(span -> take(source, span, composition.and("source", source.name())));
        }
    }

    private void take(SourceReport source, Report.Span span, Tags tags) {
        Report.Work work = source.work();
        timer("gather.sources", tags).record(span.length());
        source.error().ifPresent(code -> count("gather.sources.failures", tags.and("code", code), 1));
        count("gather.sources.fallbacks", tags, source.outcome() == Ending.FALLBACK ? 1 : 0);
        count("gather.sources.requests", tags, work.attempts());
        count("gather.sources.retries", tags, work.retries());
        count("gather.sources.hedges", tags, work.hedges());
        count("gather.sources.cache.hits", tags, work.cached().getOrDefault(CacheUse.HIT, 0));
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

    private void count(String name, Tags tags, int times) {
        meters.counter(name, tags).increment(times);
    }
}
