package dev.gather.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.logging.LogLine;
import dev.gather.logging.LoggedCall;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import dev.gather.report.Report.Work;
import dev.gather.source.CacheUse;
import dev.gather.stub.CapturedLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** Metrics are documents that CloudWatch takes, with dimensions that callers cannot make more of. */
class EmfMetricsTest {
    private static final LoggedCall CALL =
            LoggedCall.ofInvocation("8476a536", Optional.empty(), true).through("direct", Optional.empty());

    private static SourceReport source(String name, Ending ending, Optional<String> error) {
        Work work = new Work(4, Map.of("rows", 7L), 0, List.of(), 0, Map.of(CacheUse.HIT, 2, CacheUse.MISS, 1), 2, 1);
        Span span = new Span(Duration.ofMillis(10), Duration.ofMillis(35));
        return new SourceReport(name, "sql", ending, Optional.of(span), work, error);
    }

    private static List<JsonObject> lines(int status, SourceReport... sources) {
        List<JsonObject> lines = new ArrayList<>();
        new EmfMetrics("Shop", line -> lines.add(new JsonObject(LogLine.text(line))))
                .write(new Report("page", status, Duration.ofMillis(40), List.of(sources)), CALL);
        lines.forEach(EmfMetricsTest::assertValid);
        return lines;
    }

    /** By the format's schema, and by what that cannot say: each dimension and each metric has its member. */
    private static void assertValid(JsonObject line) {
        try {
            JsonObject schema =
                    new JsonObject(Files.readString(Path.of("src/test/resources/embedded-metric-format.schema.json")));
            OutputUnit result = Validator.create(
                            JsonSchema.of(schema),
                            new JsonSchemaOptions().setDraft(Draft.DRAFT7).setBaseUri("https://example.com"))
                    .validate(line);
            assertTrue(result.getValid(), line.encode() + result.getErrors());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        JsonObject directive = directive(line);
        directive.getJsonArray("Dimensions").stream()
                .flatMap(set -> ((JsonArray) set).stream())
                .forEach(name -> assertInstanceOf(String.class, line.getValue((String) name)));
        directive.getJsonArray("Metrics").stream()
                .map(metric -> ((JsonObject) metric).getString("Name"))
                .forEach(name -> assertInstanceOf(Number.class, line.getValue(name), name));
    }

    private static JsonObject directive(JsonObject line) {
        return line.getJsonObject("_aws").getJsonArray("CloudWatchMetrics").getJsonObject(0);
    }

    @Test
    void haveALineForTheExecution() {
        JsonObject line = lines(200).get(0);

        assertEquals("Shop", directive(line).getString("Namespace"));
        assertEquals(
                new JsonArray().add(new JsonArray().add("composition")),
                directive(line).getJsonArray("Dimensions"));
        assertEquals("page", line.getString("composition"));
        assertEquals("8476a536", line.getString("requestId"));
        assertEquals(1, line.getInteger("Executions"));
        assertEquals(40.0, line.getDouble("Duration"));
        assertEquals(1, line.getInteger("ColdStarts"));
        assertEquals(0, line.getInteger("Failures"));
        assertEquals(0, line.getInteger("DegradedAnswers"));
    }

    @Test
    void haveALineForEachSourceThatWasStarted() {
        SourceReport unstarted = new SourceReport(
                "late", "http", Ending.NOT_STARTED, Optional.empty(), new Work(0, Map.of(), 0), Optional.empty());

        List<JsonObject> lines = lines(200, source("orders", Ending.VALUE, Optional.empty()), unstarted);

        assertEquals(2, lines.size());
        JsonObject line = lines.get(1);
        assertEquals("orders", line.getString("source"));
        assertEquals(25.0, line.getDouble("SourceDuration"));
        assertEquals(4, line.getInteger("Requests"));
        assertEquals(2, line.getInteger("Retries"));
        assertEquals(1, line.getInteger("Hedges"));
        assertEquals(2, line.getInteger("CacheHits"));
        assertEquals(
                new JsonArray().add(new JsonArray().add("composition").add("source")),
                directive(line).getJsonArray("Dimensions"));
    }

    @Test
    void haveTheCodeOfAFailureAsADimension() {
        List<JsonObject> lines = lines(200, source("orders", Ending.FALLBACK, Optional.of("timeout")));

        assertEquals(1, lines.get(0).getInteger("DegradedAnswers"));
        JsonObject line = lines.get(1);
        assertEquals("timeout", line.getString("code"));
        assertEquals(1, line.getInteger("SourceFailures"));
        assertEquals(1, line.getInteger("Fallbacks"));
        assertEquals(
                new JsonArray().add("composition").add("source").add("code"),
                directive(line).getJsonArray("Dimensions").getJsonArray(1));
    }

    @Test
    void tellTheFailuresOfCallersFromThoseOfTheFunction() {
        record Case(int status, String metric) {}
        for (Case one : List.of(
                new Case(404, "ClientErrors"), new Case(502, "Failures"), new Case(Report.CANCELLED, "Cancelled"))) {
            JsonObject line = lines(one.status()).get(0);

            for (String metric : List.of("ClientErrors", "Failures", "Cancelled")) {
                assertEquals(metric.equals(one.metric()) ? 1 : 0, line.getInteger(metric), one + " " + metric);
            }
        }
    }

    @Test
    void areLinesOfTheLogWithNothingBeforeThem() {
        try (CapturedLog log = new CapturedLog(new PatternFormatter("%c %m"))) {
            new EmfMetrics("Shop").write(new Report("page", 200, Duration.ZERO, List.of()), CALL);

            assertEquals(
                    1,
                    log.with("dev.gather.report.metrics {\"_aws\":{").count(),
                    log.lines().toString());
        }
    }
}
