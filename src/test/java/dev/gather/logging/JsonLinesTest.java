package dev.gather.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lines in JSON have what Lambda filters by, and the ids of the call that they belong to. */
class JsonLinesTest {
    private static final LoggedCall CALL = LoggedCall.ofInvocation(
                    "8476a536", Optional.of("Root=1-581cf771-a006649127e371903a2de979;Parent=b;Sampled=1"), true)
            .through("http-api", Optional.of("JKJaXmPLvHcESHA="));

    private static JsonObject line(ExtLogRecord logged) {
        String line = new JsonLines().format(logged);
        assertEquals(line.length() - 1, line.indexOf('\n'), "it is one line");
        return new JsonObject(line);
    }

    private static ExtLogRecord logged(Level level, String message) {
        ExtLogRecord logged = new ExtLogRecord(level, message, ExtLogRecord.FormatStyle.PRINTF, "here");
        logged.setLoggerName("dev.gather.some.Category");
        return logged;
    }

    @Test
    void haveTimeLevelMessageAndLogger() {
        ExtLogRecord logged = logged(org.jboss.logmanager.Level.WARN, "a \"%s\"\nb");
        logged.setParameters(new Object[] {"x"});
        logged.setInstant(Instant.parse("2026-11-30T07:08:09.010999Z"));

        assertEquals(
                new JsonObject()
                        .put("timestamp", "2026-11-30T07:08:09.010Z")
                        .put("level", "WARN")
                        .put("message", "a \"x\"\nb")
                        .put("logger", "dev.gather.some.Category"),
                line(logged));
    }

    @Test
    void haveTheIdsOfTheirCallAlone() {
        JsonObject during = CurrentCall.during(CALL, () -> line(logged(Level.INFO, "a")));

        assertEquals("8476a536", during.getString("requestId"));
        assertEquals("1-581cf771-a006649127e371903a2de979", during.getString("xray_trace_id"));
        assertEquals("JKJaXmPLvHcESHA=", during.getString("correlation_id"));
        assertEquals(true, during.getBoolean("cold_start"));
        assertFalse(line(logged(Level.INFO, "a")).containsKey("requestId"), "the call has ended");
    }

    @Test
    void belongToTheInnermostCallAndThenToTheOuterAgain() {
        LoggedCall inner = LoggedCall.ofInvocation("inner", Optional.empty(), false);

        List<String> ids = CurrentCall.during(CALL, () -> Stream.of(
                        CurrentCall.during(inner, () -> line(logged(Level.INFO, "a"))), line(logged(Level.INFO, "b")))
                .map(line -> line.getString("requestId"))
                .toList());

        assertEquals(List.of("inner", "8476a536"), ids);
    }

    @Test
    void belongToTheLatestCallWhereThereIsOneAtATime() {
        CurrentCall.begin(CALL);
        try {
            assertEquals("8476a536", line(logged(Level.INFO, "a")).getString("requestId"));
        } finally {
            CurrentCall.begin(LoggedCall.UNKNOWN);
        }
    }

    @Test
    void haveNoIdFromOutsideThatIsNone() {
        for (String id : List.of("", "a b", "a\"b", "\u00e9", "x".repeat(201))) {
            assertFalse(CALL.through("http-api", Optional.of(id)).ids().containsKey("correlation_id"), id);
        }
    }

    @Test
    void tellErrorsWithTheirCauses() {
        ExtLogRecord logged = logged(Level.SEVERE, "it broke");
        logged.setThrown(new IllegalStateException("outer", new RuntimeException("inner\nline")));
        assertTrue(new LogEscape().isLoggable(logged));

        JsonObject line = line(logged);

        assertEquals("ERROR", line.getString("level"));
        assertEquals("java.lang.IllegalStateException", line.getString("errorType"));
        assertEquals("outer", line.getString("errorMessage"));
        assertTrue(line.getJsonArray("stackTrace").getString(0).contains("JsonLinesTest"));
        assertTrue(line.getJsonArray("stackTrace").contains("Caused by: java.lang.RuntimeException: inner\\nline"));
    }

    @TestFactory
    Stream<DynamicTest> haveLevelsOfLambda() {
        record Case(Level level, String name) {}
        return Stream.of(
                        new Case(Level.FINEST, "TRACE"),
                        new Case(Level.FINE, "DEBUG"),
                        new Case(Level.CONFIG, "DEBUG"),
                        new Case(Level.INFO, "INFO"),
                        new Case(Level.WARNING, "WARN"),
                        new Case(org.jboss.logmanager.Level.WARN, "WARN"),
                        new Case(org.jboss.logmanager.Level.ERROR, "ERROR"),
                        new Case(Level.SEVERE, "ERROR"),
                        new Case(org.jboss.logmanager.Level.FATAL, "FATAL"))
                .map(one -> DynamicTest.dynamicTest(
                        one.level().getName(), () -> assertEquals(one.name(), JsonLines.level(one.level()))));
    }

    @Test
    void haveTimesThatJavaReads() {
        for (long millis : new long[] {0, 1, -1, 951_782_399_999L, 951_782_400_000L, 4_102_444_799_050L}) {
            String written = LogLine.timestamp(millis);

            assertEquals(millis, Instant.parse(written).toEpochMilli(), written);
            assertEquals(24, written.length(), written);
        }
    }
}
