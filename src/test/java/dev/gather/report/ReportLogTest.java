package dev.gather.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.logging.LoggedCall;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Work;
import dev.gather.stub.CapturedLog;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** The line of an execution has what Lambda filters by, and says how it came and how it went. */
class ReportLogTest {
    private static final LoggedCall CALL = LoggedCall.ofInvocation("8476a536", Optional.of("Root=1-58-a0"), false)
            .through("http-api", Optional.of("JKJ="))
            .by("GET /page/{id}");

    private static Report report(int status, Ending... endings) {
        List<SourceReport> sources = List.of(endings).stream()
                .map(ending -> new SourceReport(
                        "orders", "sql", ending, Optional.empty(), new Work(1, Map.of(), 0), Optional.empty()))
                .toList();
        return new Report("page", status, Duration.ofMillis(12), sources);
    }

    private static List<JsonObject> logged(boolean success, LoggedCall call, Report... reports) {
        try (CapturedLog log = new CapturedLog(new PatternFormatter("%m"))) {
            for (Report report : reports) {
                new ReportLog(success).write(report, call);
            }
            return log.lines().stream().map(JsonObject::new).toList();
        }
    }

    @Test
    void hasTheMembersOfLambdaAndPowertoolsBeforeItsOwn() {
        JsonObject line = logged(true, CALL, report(200, Ending.VALUE)).get(0);

        assertEquals(
                List.of(
                        "timestamp",
                        "level",
                        "requestId",
                        "xray_trace_id",
                        "correlation_id",
                        "cold_start",
                        "composition",
                        "door",
                        "route",
                        "status",
                        "time",
                        "sources"),
                List.copyOf(line.fieldNames()));
        assertEquals("GET /page/{id}", line.getString("route"));
        assertEquals(200, line.getInteger("status"));
        assertFalse(Instant.parse(line.getString("timestamp")).isAfter(Instant.now()));
    }

    @Test
    void leavesOutWhatIsNotKnownOfTheCall() {
        JsonObject line =
                logged(true, LoggedCall.UNKNOWN, report(200, Ending.VALUE)).get(0);

        assertEquals(
                List.of("timestamp", "level", "composition", "status", "time", "sources"),
                List.copyOf(line.fieldNames()));
    }

    @Test
    void isAtTheLevelOfItsResult() {
        List<JsonObject> lines = logged(
                true,
                CALL,
                report(200, Ending.VALUE),
                report(404, Ending.VALUE),
                report(200, Ending.FALLBACK),
                report(502, Ending.FAILED),
                report(Report.CANCELLED, Ending.CANCELLED));

        assertEquals(
                List.of("INFO", "INFO", "WARN", "ERROR", "INFO"),
                lines.stream().map(line -> line.getString("level")).toList());
    }

    @Test
    void leavesOutWhatWentWellWithoutLogSuccess() {
        List<JsonObject> lines = logged(
                false,
                CALL,
                report(200, Ending.VALUE),
                report(404, Ending.VALUE),
                report(200, Ending.FALLBACK),
                report(502, Ending.FAILED));

        assertEquals(
                List.of(404, 200, 502),
                lines.stream().map(line -> line.getInteger("status")).toList());
    }
}
