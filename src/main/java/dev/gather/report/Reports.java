package dev.gather.report;

import dev.gather.config.GatherConfig;
import dev.gather.logging.LoggedCall;
import java.util.List;
import java.util.Optional;

/** Takes the report of each execution to where the configuration wants it: the log, metrics, and who else listens. */
public final class Reports {
    private final ReportLog log;
    private final Optional<EmfMetrics> metrics;
    private final List<ReportListener> listeners;

    /**
     * What the configuration wants. A command's run is nobody's call, and its output is what it prints.
     *
     * @param listeners take the report as well
     */
    public Reports(GatherConfig config, List<ReportListener> listeners) {
        this.listeners = config.command() ? List.of() : listeners;
        this.log = new ReportLog(config.logSuccess());
        this.metrics = config.metrics()
                .filter(emf -> !config.command())
                .map(emf -> new EmfMetrics(config.emf().namespace()));
    }

    /**
     * Takes a report.
     *
     * @param call whose execution it was
     */
    public void take(Report report, LoggedCall call) {
        log.write(report, call);
        metrics.ifPresent(emf -> emf.write(report, call));
        listeners.forEach(listener -> listener.take(report, call));
    }
}
