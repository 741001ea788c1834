package dev.gather.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import org.jboss.logging.Logger;

/** Writes reports to the log {@value #CATEGORY}: one line of JSON for each execution. */
public final class ReportLog {
    public static final String CATEGORY = "dev.gather.report";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private ReportLog() {}

    public static void write(Report report) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        try {
            LOG.info(ExactJson.text(report.document()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of texts, numbers and lists alone", e);
        }
    }
}
