package dev.gather.report;

import dev.gather.report.Report.SourceReport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Logs what backends warn of: each warning of a source once, since a statement may have it at every run. Reports have it each
 * time.
 */
final class WarningLog {
    /** The log category of warnings. It is not below that of reports, whose lines are nothing but reports. */
    static final String CATEGORY = "dev.gather.warnings";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    /** Far more than there are; a live reload may add others. */
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Logs the warnings in a report that have not been logged yet, at level WARN. */
    void write(Report report) {
        for (SourceReport source : report.sources()) {
            for (String warning : source.work().warnings()) {
                String line = report.composition() + ": source " + source.name() + ": " + warning;
                if (said.size() < MOST && said.add(line)) {
                    LOG.warn(line);
                }
            }
        }
    }
}
