package dev.gather.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The report in an answer's headers. */
class ReportHeadersTest {
    /** Source number {@code i} took {@code i} milliseconds. */
    private static Report report(int sources, String prefix) {
        List<Report.SourceReport> reports = IntStream.range(0, sources)
                .mapToObj(i -> new Report.SourceReport(
                        prefix + i,
                        "http",
                        Report.Ending.FALLBACK,
                        Optional.of(new Report.Span(Duration.ZERO, Duration.ofMillis(i))),
                        new Report.Work(1, Map.of(), 0),
                        Optional.of("timeout")))
                .toList();
        return new Report("test", 200, Duration.ofMillis(1234), reports);
    }

    @Test
    void namesAllSourcesInTheirOrder() {
        Map<String, String> headers = ReportHeaders.of(report(2, "s"));

        assertEquals(
                "s0;dur=0.0;desc=fallback, s1;dur=1.0;desc=fallback, total;dur=1234.0", headers.get("server-timing"));
        assertEquals("s0, s1", headers.get("gather-degraded"));
    }

    @Test
    void staysBelowFourKilobytesHoweverManySourcesThereAre() {
        for (int sources : new int[] {50, 100, 200, 2000}) {
            for (String prefix : List.of("s", "a_source_of_a_rather_long_name_", "x".repeat(3000))) {
                Map<String, String> headers = ReportHeaders.of(report(sources, prefix));

                int bytes = headers.entrySet().stream()
                        .mapToInt(header ->
                                header.getKey().length() + header.getValue().length() + 4)
                        .sum();
                assertTrue(bytes < 4096, sources + " sources: " + bytes);
                assertTrue(headers.get("server-timing").endsWith("total;dur=1234.0"), headers.toString());
            }
        }
    }

    @Test
    void namesThoseThatTookLongestWhereThereAreTooMany() {
        Map<String, String> headers = ReportHeaders.of(report(2000, "s"));

        String timing = headers.get("server-timing");
        assertTrue(timing.startsWith("s1999;dur=1999.0;desc=fallback, s1998;"), timing);
        assertTrue(timing.endsWith(", ..., total;dur=1234.0"), timing);
        assertFalse(timing.contains("s0;"), timing);
        assertTrue(headers.get("gather-degraded").startsWith("s1999, s1998, "), headers.toString());
        assertTrue(headers.get("gather-degraded").endsWith(", ..."), headers.toString());
    }
}
