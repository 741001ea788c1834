package dev.gather.web;

import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Renders the report of an execution as headers: {@code Server-Timing} contains each source's time and outcome,
 * {@code Gather-Degraded} the sources that fell back. Together they stay below 4 KB: if there are too many sources, the
 * slowest are named, and {@code ...} stands for the others.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
final class ReportHeaders {
    private static final String TIMING = "server-timing";
    private static final String DEGRADED = "gather-degraded";
    private static final int TIMING_BYTES = 2800;
    private static final int DEGRADED_BYTES = 1200;
    private static final String SEPARATOR = ", ";
    private static final String ELLIPSIS = "...";

    private static final Comparator<SourceReport> SLOWEST_FIRST =
            Comparator.comparing(ReportHeaders::time).reversed();

    private ReportHeaders() {}

    static Map<String, String> of(Report report) {
        Map<String, String> headers = new LinkedHashMap<>();
        String total = "total;dur=" + Report.millis(report.time());
        List<SourceReport> timed = report.sources().stream()
                .filter(source -> source.span().isPresent())
                .toList();
        List<String> timings = limited(timed, ReportHeaders::timing, TIMING_BYTES);
        timings.add(total);
        headers.put(TIMING, String.join(SEPARATOR, timings));
        List<SourceReport> degraded = report.sources().stream()
                .filter(source -> report.degraded().contains(source.name()))
                .toList();
        if (!degraded.isEmpty()) {
            headers.put(DEGRADED, String.join(SEPARATOR, limited(degraded, SourceReport::name, DEGRADED_BYTES)));
        }
        return headers;
    }

    /** The texts of all sources; if they are too long together, those of the slowest and an ellipsis. */
    private static List<String> limited(List<SourceReport> sources, Function<SourceReport, String> text, int bytes) {
        int all = sources.stream()
                .mapToInt(source -> text.apply(source).length() + SEPARATOR.length())
                .sum();
        if (all <= bytes) {
            return new ArrayList<>(sources.stream().map(text).toList());
        }
        List<String> texts = new ArrayList<>();
        int left = bytes - ELLIPSIS.length();
        for (SourceReport source : sources.stream().sorted(SLOWEST_FIRST).toList()) {
            String next = text.apply(source);
            left -= next.length() + SEPARATOR.length();
            if (left < 0) {
                break;
            }
            texts.add(next);
        }
        texts.add(ELLIPSIS);
        return texts;
    }

    private static Duration time(SourceReport source) {
        return source.span().map(Report.Span::length).orElse(Duration.ZERO);
    }

    private static String timing(SourceReport source) {
        return source.name() + ";dur=" + Report.millis(time(source)) + ";desc=" + source.outcome();
    }
}
