package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.execution.CriticalPath;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When each source of an execution ran, as lines of text over one time axis. A star marks those that the answer waited for: the
 * last to end, and what each of them depends on that ended last.
 */
final class Waterfall {
    private static final int WIDTH = 40;

    private final Composition composition;
    private final Report report;

    private Waterfall(Composition composition, Report report) {
        this.composition = composition;
        this.report = report;
    }

    static List<String> of(Composition composition, Report report) {
        return new Waterfall(composition, report).lines();
    }

    private List<String> lines() {
        int longest = report.sources().stream()
                .mapToInt(source -> source.name().length())
                .max()
                .orElse(0);
        Set<String> critical = CriticalPath.of(composition, report);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d after %.1f ms",
                report.composition(),
                report.status(),
                Report.millis(report.time())));
        for (SourceReport source : report.sources()) {
            String mark = critical.contains(source.name()) ? "*" : " ";
            String name = source.name() + " ".repeat(longest - source.name().length());
            lines.add((mark + " " + name + " |" + bar(source) + "| " + words(source)).stripTrailing());
        }
        return lines;
    }

    private String bar(SourceReport source) {
        if (source.span().isEmpty()) {
            return " ".repeat(WIDTH);
        }
        int start = Math.min(WIDTH - 1, column(source.span().get().start()));
        int end = Math.max(start + 1, column(source.span().get().end()));
        return " ".repeat(start) + "=".repeat(end - start) + " ".repeat(WIDTH - end);
    }

    private int column(Duration time) {
        double share = (double) time.toNanos() / Math.max(1, report.time().toNanos());
        return (int) Math.min(WIDTH, Math.round(share * WIDTH));
    }

    private static String words(SourceReport source) {
        StringBuilder words = new StringBuilder();
        source.span()
                .ifPresent(span -> words.append(String.format(
                        Locale.ROOT, "%.1f to %.1f ms, ", Report.millis(span.start()), Report.millis(span.end()))));
        words.append(source.kind()).append(", ").append(source.outcome());
        if (source.work().attempts() > 1) {
            words.append(", ").append(source.work().attempts()).append(" requests");
        }
        source.work()
                .cached()
                .forEach((use, times) ->
                        words.append(", cache: ").append(times).append(' ').append(use.inReport()));
        if (source.work().refused() > 0) {
            words.append(", ").append(source.work().refused()).append(" more refused by gather.retry-budget");
        }
        source.work()
                .received()
                .forEach((unit, count) ->
                        words.append(", ").append(count).append(' ').append(unit));
        source.error().ifPresent(code -> words.append(", ").append(code));
        return words.toString();
    }
}
