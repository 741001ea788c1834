package dev.gather.report;

import dev.gather.logging.LogLine;
import dev.gather.logging.LoggedCall;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.source.CacheUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes the metrics of each execution into the log, from which CloudWatch takes them: a line for the execution, and one for
 * each source that was started, since a document has one value for each dimension. Dimensions are names of compositions and
 * sources, and codes of failures: there are as many as compositions make, whatever callers send.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class EmfMetrics {
    /** The log category of metrics, with a level of its own: metrics do not depend on how detailed the log is. */
    static final String CATEGORY = ReportLog.CATEGORY + ".metrics";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private static final String COMPOSITION = "composition";
    private static final String SOURCE = "source";
    private static final String CODE = "code";
    private static final String COUNT = "Count";
    private static final String MILLISECONDS = "Milliseconds";
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final String namespace;
    private final Consumer<Map<String, Object>> lines;

    /** Those of a namespace, in the log. */
    EmfMetrics(String namespace) {
        this(namespace, line -> LOG.info(LogLine.text(line)));
    }

    /** @param lines takes each line */
    EmfMetrics(String namespace, Consumer<Map<String, Object>> lines) {
        this.namespace = namespace;
        this.lines = lines;
    }

    /** Writes the metrics of an execution. */
    void write(Report report, LoggedCall call) {
        long now = System.currentTimeMillis();
        lines.accept(execution(report, call).line(now, call));
        for (SourceReport source : report.sources()) {
            if (source.span().isPresent()) {
                lines.accept(source(report.composition(), source).line(now, call));
            }
        }
    }

    private Document execution(Report report, LoggedCall call) {
        int status = report.status();
        boolean clientError = status >= FIRST_CLIENT_ERROR && status < FIRST_SERVER_ERROR;
        return new Document(List.of(List.of(COMPOSITION)))
                .put(COMPOSITION, report.composition())
                .metric("Executions", COUNT, 1)
                .metric("Duration", MILLISECONDS, Report.millis(report.time()))
                .metric("ColdStarts", COUNT, count(call.coldStart().orElse(false)))
                .metric("ClientErrors", COUNT, count(clientError && status != Report.CANCELLED))
                .metric("Failures", COUNT, count(status >= FIRST_SERVER_ERROR))
                .metric("Cancelled", COUNT, count(status == Report.CANCELLED))
                .metric("DegradedAnswers", COUNT, count(!report.degraded().isEmpty()));
    }

    private Document source(String composition, SourceReport source) {
        boolean failed = source.error().isPresent();
        List<String> bySource = List.of(COMPOSITION, SOURCE);
        Document document =
                new Document(failed ? List.of(bySource, List.of(COMPOSITION, SOURCE, CODE)) : List.of(bySource));
        source.error().ifPresent(code -> document.members.put(CODE, code));
        Report.Work work = source.work();
        return document.put(COMPOSITION, composition)
                .put(SOURCE, source.name())
                .metric(
                        "SourceDuration",
                        MILLISECONDS,
                        Report.millis(source.span().orElseThrow().length()))
                .metric("SourceFailures", COUNT, count(failed))
                .metric("Fallbacks", COUNT, count(source.outcome() == Ending.FALLBACK))
                .metric("Requests", COUNT, work.attempts())
                .metric("Retries", COUNT, work.retries())
                .metric("Hedges", COUNT, work.hedges())
                .metric("CacheHits", COUNT, work.cached().getOrDefault(CacheUse.HIT, 0));
    }

    private static int count(boolean is) {
        return is ? 1 : 0;
    }

    /** One document of the format. */
    private final class Document {
        private final List<List<String>> dimensions;
        private final Map<String, String> units = new LinkedHashMap<>();
        private final Map<String, Object> members = new LinkedHashMap<>();

        Document(List<List<String>> dimensions) {
            this.dimensions = dimensions;
        }

        /** Gives a dimension its value. */
        Document put(String dimension, String value) {
            members.put(dimension, value);
            return this;
        }

        Document metric(String name, String unit, Number value) {
            units.put(name, unit);
            members.put(name, value);
            return this;
        }

        Map<String, Object> line(long now, LoggedCall call) {
            List<Map<String, String>> metrics = units.entrySet().stream()
                    .map(unit -> Map.of("Name", unit.getKey(), "Unit", unit.getValue()))
                    .toList();
            Map<String, Object> directive =
                    Map.of("Namespace", namespace, "Dimensions", dimensions, "Metrics", metrics);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("_aws", Map.of("Timestamp", now, "CloudWatchMetrics", List.of(directive)));
            line.putAll(LogLine.of(now, "INFO", call));
            line.putAll(members);
            return line;
        }
    }
}
