package dev.gather.report;

import dev.gather.logging.CurrentCall;
import dev.gather.logging.LogLine;
import dev.gather.logging.LoggedCall;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Logs reports: one line of JSON for each execution, in the category {@value #CATEGORY}. */
public final class ReportLog {
    /** The log category of reports. */
    public static final String CATEGORY = "dev.gather.report";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final WarningLog WARNINGS = new WarningLog();

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final boolean success;
    private final Optional<String> version = Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_VERSION"));

    /** @param success whether the reports are logged of executions in which nothing went wrong */
    ReportLog(boolean success) {
        this.success = success;
    }

    /**
     * Logs a report, and what is new of its warnings at level WARN.
     *
     * @param call whose execution it was
     */
    void write(Report report, LoggedCall call) {
        CurrentCall.during(call, () -> WARNINGS.write(report));
        Level level = level(report);
        if (LOG.isEnabled(level) && (success || !isSuccess(report))) {
            LOG.log(level, LogLine.text(line(report, level, call)));
        }
    }

    private Map<String, Object> line(Report report, Level level, LoggedCall call) {
        Map<String, Object> line = LogLine.of(System.currentTimeMillis(), level.name(), call);
        version.ifPresent(published -> line.put("version", published));
        line.put("composition", report.composition());
        call.door().ifPresent(door -> line.put("door", door));
        call.route().ifPresent(route -> line.put("route", route));
        line.putAll(report.document());
        return line;
    }

    /** ERROR for an answer that is the function's failure, WARN for one that lacks a part, otherwise INFO. */
    static Level level(Report report) {
        if (report.status() >= FIRST_SERVER_ERROR) {
            return Level.ERROR;
        }
        return report.degraded().isEmpty() ? Level.INFO : Level.WARN;
    }

    private static boolean isSuccess(Report report) {
        return report.status() < FIRST_ERROR && report.degraded().isEmpty();
    }
}
