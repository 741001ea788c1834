package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The zip's log, as the configuration of a function on Lambda wants it. */
class FunctionLogIT {
    private static final String EXECUTION = "dev.gather.execution.Execution";

    /** The log of two executions: one that goes well and one that is late. */
    private static List<String> log(Map<String, String> environment) throws Exception {
        try (Packaged.Running function = Packaged.start(Packaged.withTime(environment))) {
            var soon = function.api().invoke("{\"composition\": \"soon\"}", Packaged.LONG);
            assertFalse(soon.get(60, TimeUnit.SECONDS).error());
            var late = function.api().invoke("{\"composition\": \"late\"}", java.time.Duration.ofSeconds(2));
            assertTrue(late.get(60, TimeUnit.SECONDS).error());
            function.process().end();
            assertTrue(function.process().endsWithin(2), function.process().output());
            return function.process().output().lines().toList();
        }
    }

    @Test
    void isJsonWithWhatLambdaFiltersBy() throws Exception {
        List<JsonObject> lines = log(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON")).stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonObject::new)
                .toList();

        assertTrue(lines.size() >= 3, lines.toString());
        for (JsonObject line : lines) {
            assertFalse(Instant.parse(line.getString("timestamp")).isAfter(Instant.now()), line.encode());
            assertTrue(List.of("INFO", "WARN", "ERROR").contains(line.getString("level")), line.encode());
        }
        List<JsonObject> reports =
                lines.stream().filter(line -> line.containsKey("composition")).toList();
        assertEquals(
                List.of(true, false),
                reports.stream().map(line -> line.getBoolean("cold_start")).toList());
        JsonObject words = lines.stream()
                .filter(line -> EXECUTION.equals(line.getString("logger")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines));
        assertEquals(reports.get(1).getString("requestId"), words.getString("requestId"));
        assertTrue(words.getString("message").startsWith("late: source "), words.encode());
    }

    @Test
    void hasNothingBelowTheLevelThatIsSet() throws Exception {
        List<String> lines = log(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON", "AWS_LAMBDA_LOG_LEVEL", "ERROR"));

        assertTrue(lines.stream().anyMatch(line -> line.contains("\"composition\":\"late\"")), lines.toString());
        assertFalse(lines.stream().anyMatch(line -> line.contains("\"composition\":\"soon\"")), lines.toString());
        assertFalse(lines.stream().anyMatch(line -> line.contains("late: source ")), lines.toString());
    }

    @Test
    void isTextWithReportsInJsonOtherwise() throws Exception {
        List<String> lines = log(Map.of());

        assertTrue(lines.stream().anyMatch(line -> line.contains(" late: source ")), lines.toString());
        assertEquals(
                2,
                lines.stream()
                        .filter(line -> line.startsWith("{\"timestamp\":"))
                        .count());
    }
}
