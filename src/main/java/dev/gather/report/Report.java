package dev.gather.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution did and how long it took, for those who operate it. It holds no values and no addresses.
 *
 * @param composition its name
 * @param status what came of it, in HTTP's terms: 200, 404, 500, 502, 504, or {@value #CANCELLED}
 * @param time from the execution's start to its answer
 * @param sources what each source did, in the order of the plan
 */
public record Report(String composition, int status, Duration time, List<SourceReport> sources) {
    /** The status of an execution for whose answer nobody waits any more. */
    public static final int CANCELLED = 499;

    /** Copies the list. */
    public Report {
        sources = List.copyOf(sources);
    }

    /**
     * What one source did.
     *
     * @param name its name
     * @param kind the key of its kind, {@code http} or {@code sql}
     * @param outcome how it ended
     * @param span when it was at work; empty if it never was
     * @param work what it took
     * @param error the code of its first failure, if any
     */
    public record SourceReport(
            String name, String kind, Ending outcome, Optional<Span> span, Work work, Optional<String> error) {
        public Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", name);
            document.put("kind", kind);
            document.put("outcome", outcome.toString());
            span.ifPresent(times -> {
                document.put("start", millis(times.start()));
                document.put("end", millis(times.end()));
            });
            document.put("attempts", work.attempts());
            work.received().forEach(document::put);
            error.ifPresent(code -> document.put("error", code));
            return document;
        }
    }

    /**
     * A time within an execution.
     *
     * @param start after the execution's start
     * @param end after the execution's start
     */
    public record Span(Duration start, Duration end) {
        /** The time from start to end. */
        public Duration length() {
            return end.minus(start);
        }
    }

    /**
     * What a source took, for all elements together.
     *
     * @param attempts how many requests it sent, hedges among them
     * @param received how much came, by its unit: {@code bytes} or {@code rows}
     */
    public record Work(int attempts, Map<String, Long> received) {}

    /** How a source ended. */
    public enum Ending {
        /** It has its own value. */
        VALUE,
        /** A fallback stands for its value, or for a part of it. */
        FALLBACK,
        /** There was nothing to ask for. */
        SKIPPED,
        /** It failed, and so did the execution. */
        FAILED,
        /** It was at work when the execution ended without it. */
        CANCELLED,
        /** The execution ended before it could start. */
        NOT_STARTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The names of the sources that fell back. */
    public List<String> degraded() {
        return sources.stream()
                .filter(source -> source.outcome() == Ending.FALLBACK)
                .map(SourceReport::name)
                .toList();
    }

    /** The report as JSON has it; times are milliseconds. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("composition", composition);
        document.put("status", status);
        document.put("time", millis(time));
        document.put("sources", sources.stream().map(SourceReport::document).toList());
        return document;
    }

    /** Milliseconds, to a tenth of one. */
    public static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e5) / 10.0;
    }
}
