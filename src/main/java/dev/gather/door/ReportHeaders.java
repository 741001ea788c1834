package dev.gather.door;

import dev.gather.execution.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an execution did, as headers: {@code Server-Timing} has each source's time and outcome, {@code Gather-Degraded}
 * the sources that fell back.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
final class ReportHeaders {
    private static final String TIMING = "server-timing";
    private static final String DEGRADED = "gather-degraded";

    private ReportHeaders() {}

    static Map<String, String> of(Report report) {
        Map<String, String> headers = new LinkedHashMap<>();
        String sources = report.sources().stream()
                .filter(source -> source.span().isPresent())
                .map(ReportHeaders::timing)
                .map(timing -> timing + ", ")
                .collect(Collectors.joining());
        headers.put(TIMING, sources + "total;dur=" + Report.millis(report.time()));
        if (!report.degraded().isEmpty()) {
            headers.put(DEGRADED, String.join(", ", report.degraded()));
        }
        return headers;
    }

    /** Those that an answer has already. */
    static Map<String, String> of(WebAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.keySet().retainAll(Set.of(TIMING, DEGRADED));
        return headers;
    }

    private static String timing(Report.SourceReport source) {
        double millis = Report.millis(source.span().orElseThrow().length());
        return source.name() + ";dur=" + millis + ";desc=" + source.outcome();
    }
}
