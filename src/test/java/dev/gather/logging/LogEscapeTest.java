package dev.gather.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogEscapeTest {
    /** Every character at which some reader of logs ends a line or obeys an order, between letters. */
    private static final String OUTSIDE =
            "a\r\n{\"composition\":\"forged\"}\n\u001b[2J\u000b\f\u0085\u2028\u2029\u009b0m\u0000\u007f\b\u202e\ufeff\ud83dz";

    private static final String ESCAPED = "a\\r\\n{\"composition\":\"forged\"}\\n\\u001b[2J\\u000b\\u000c\\u0085\\u2028"
            + "\\u2029\\u009b0m\\u0000\\u007f\\u0008\\u202e\\ufeff\\ud83dz";

    /** As Quarkus' console writes by default, without the time. */
    private static final PatternFormatter CONSOLE = new PatternFormatter("%-5p [%c] (%t) %s%e%n");

    private static ExtLogRecord record(String message, FormatStyle style, Object... parameters) {
        ExtLogRecord record = new ExtLogRecord(Level.WARNING, message, style, LogEscapeTest.class.getName());
        record.setLoggerName("some.library");
        record.setThreadName("main");
        record.setParameters(parameters.length == 0 ? null : parameters);
        return record;
    }

    private static String written(LogRecord record) {
        assertTrue(new ConsoleFilter().isLoggable(record));
        assertTrue(new LogEscape().isLoggable(record), "a second handler has the same filter");
        return CONSOLE.format(record);
    }

    static Stream<Arguments> records() {
        String both = "got " + ESCAPED + " and [" + ESCAPED + "]";
        return Stream.of(
                Arguments.of(record(OUTSIDE, FormatStyle.NO_FORMAT), ESCAPED),
                Arguments.of(record(OUTSIDE, FormatStyle.MESSAGE_FORMAT), ESCAPED),
                Arguments.of(record("got %s and %s", FormatStyle.PRINTF, OUTSIDE, List.of(OUTSIDE)), both),
                Arguments.of(record("got {0} and {1}", FormatStyle.MESSAGE_FORMAT, OUTSIDE, List.of(OUTSIDE)), both));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("records")
    void writesMessageAndParametersInOneLine(LogRecord record, String expected) {
        assertEquals("WARNING [some.library] (main) " + expected + "\n", written(record));
    }

    @Test
    void writesARecordOfJavasOwnLoggingInOneLine() {
        LogRecord record = new LogRecord(Level.SEVERE, OUTSIDE);

        assertTrue(new LogEscape().isLoggable(record));

        assertEquals(ESCAPED, record.getMessage());
    }

    @Test
    void writesEachExceptionInOneLineAndItsStackInThoseAfter() {
        Exception cause = new IllegalStateException("cause " + OUTSIDE);
        cause.addSuppressed(new IOException("suppressed " + OUTSIDE));
        ExtLogRecord record = record("it failed", FormatStyle.NO_FORMAT);
        record.setThrown(new IllegalArgumentException(OUTSIDE, cause));

        List<String> lines = written(record).lines().toList();

        assertEquals(
                "WARNING [some.library] (main) it failed: java.lang.IllegalArgumentException: " + ESCAPED,
                lines.get(0));
        assertTrue(lines.get(1).startsWith("\tat dev.gather.logging.LogEscapeTest."), lines.get(1));
        assertTrue(lines.contains("Caused by: java.lang.IllegalStateException: cause " + ESCAPED), lines::toString);
        assertTrue(lines.contains("\tSuppressed: java.io.IOException: suppressed " + ESCAPED), lines::toString);
        assertTrue(
                lines.stream()
                        .skip(1)
                        .allMatch(line -> line.matches("|\t+(at |\\.\\.\\. |Suppressed: ).*|Caused by: .*")),
                lines::toString);
    }

    @Test
    void endsWhereCausesAreManyOrGoRound() {
        Exception chain = new IOException(OUTSIDE);
        for (int i = 0; i < 10_000; i++) {
            chain = new IOException("plain", chain);
        }
        Exception first = new IOException("first");
        Exception second = new IOException(OUTSIDE, first);
        first.initCause(second);
        second.addSuppressed(first);

        for (Exception thrown : List.of(chain, first)) {
            ExtLogRecord record = record("it failed", FormatStyle.NO_FORMAT);
            record.setThrown(thrown);
            String written = written(record);
            assertFalse(written.contains("\u001b"), written);
            assertFalse(written.contains("\n{"), written);
        }
    }

    @Test
    void leavesOrdinaryRecordsAsTheyAre() {
        Exception thrown = new IOException("größer als 2\u200d😀", new IOException((String) null));
        ExtLogRecord record = record("%s \\n 漢字 😀", FormatStyle.PRINTF, "x");
        record.setThrown(thrown);

        assertTrue(new LogEscape().isLoggable(record));

        assertSame(thrown, record.getThrown());
        assertEquals("%s \\n 漢字 😀", record.getMessage());
        assertEquals(1, record.getParameters().length);
    }

    @Test
    void keepsAReportTheJsonThatItWas() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> report = Map.of("composition", "x", "error", OUTSIDE);
        ExtLogRecord record = record(json.writeValueAsString(report), FormatStyle.NO_FORMAT);

        String line = written(record);

        assertEquals(1, line.lines().count());
        assertEquals(report, json.readValue(line.substring(line.indexOf('{')), Map.class));
    }

    /** The filter works where it is named: on every handler of the application. */
    @Test
    void isTheFilterOfEveryHandler() throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(text);
        }

        assertEquals("console", properties.get("quarkus.log.console.filter"));
        for (String handler : List.of("handler.console.report", "file", "syslog", "socket")) {
            assertEquals("escape", properties.get("quarkus.log." + handler + ".filter"), handler);
        }
        properties.stringPropertyNames().stream()
                .filter(name -> name.matches("quarkus\\.log\\.handler\\..*"))
                .forEach(name -> assertTrue(name.startsWith("quarkus.log.handler.console.report."), name));
    }
}
