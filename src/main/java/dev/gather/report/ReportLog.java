package dev.gather.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import org.jboss.logging.Logger;

/** Logs reports: one line of JSON for each execution, in the category {@value #CATEGORY}. */
public final class ReportLog {
    /** The log category of reports. */
    public static final String CATEGORY = "dev.gather.report";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private ReportLog() {}

    /** Logs a report at level INFO. */
    public static void write(Report report) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        try {
            LOG.info(ExactJson.text(report.document()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report has only strings, numbers and lists", e);
        }
    }
}
