package dev.gather.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Logs reports: one line of JSON for each execution, in the category {@value #CATEGORY}. */
public final class ReportLog {
    /** The log category of reports. */
    public static final String CATEGORY = "dev.gather.report";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final WarningLog WARNINGS = new WarningLog();

    private ReportLog() {}

    /**
     * Logs a report at level INFO, and what is new of its warnings at level WARN.
     *
     * @param requestId by which the platform's logs name the call
     */
    public static void write(Report report, Optional<String> requestId) {
        WARNINGS.write(report);
        if (!LOG.isInfoEnabled()) {
            return;
        }
        try {
            Map<String, Object> line = report.document();
            requestId.ifPresent(id -> line.put("requestId", id));
            LOG.info(ExactJson.text(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report has only strings, numbers and lists", e);
        }
    }
}
