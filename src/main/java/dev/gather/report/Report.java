package dev.gather.report;

import dev.gather.source.CacheUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution did and how long it took, for its operators. It has no values and no addresses in it.
 *
 * @param composition the composition's name
 * @param status the result as an HTTP status: 200, 404, 500, 502, 504, or {@value #CANCELLED}
 * @param time from the execution's start to its answer
 * @param sources the report of each source, in the order of the plan
 */
public record Report(String composition, int status, Duration time, List<SourceReport> sources) {
    /** The status of an execution that its caller cancelled. */
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
     * @param span from its start to its end; empty if it never started
     * @param work its requests and answers
     * @param error the code of its first failure, if any
     */
    public record SourceReport(
            String name, String kind, Ending outcome, Optional<Span> span, Work work, Optional<String> error) {
        /** The report as a JSON object; times are in milliseconds. */
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
            if (work.refused() > 0) {
                document.put("refused", work.refused());
            }
            if (!work.cached().isEmpty()) {
                Map<String, Integer> cached = new LinkedHashMap<>();
                work.cached().forEach((use, times) -> cached.put(use.inReport(), times));
                document.put("cache", cached);
            }
            if (work.expressionFailures() > 0) {
                document.put("expressionFailures", work.expressionFailures());
            }
            if (!work.warnings().isEmpty()) {
                document.put("warnings", work.warnings());
            }
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
     * The requests and answers of a source, for all its elements together.
     *
     * @param attempts how many requests it sent, including retries and hedges
     * @param received the size of the answers by unit: {@code bytes} or {@code rows}
     * @param expressionFailures how often one of its expressions failed, which is a fault of the composition
     * @param warnings what its backend warned of, each once
     * @param refused how many retries and hedges the backend's retry budget refused
     * @param cached how often a cache did something for it
     * @param retries how many of the requests were sent again after a failure
     * @param hedges how many were sent since another one was late
     */
    public record Work(
            int attempts,
            Map<String, Long> received,
            int expressionFailures,
            List<String> warnings,
            int refused,
            Map<CacheUse, Integer> cached,
            int retries,
            int hedges) {
        /** Work of which nothing was sent again. */
        public Work(
                int attempts,
                Map<String, Long> received,
                int expressionFailures,
                List<String> warnings,
                int refused,
                Map<CacheUse, Integer> cached) {
            this(attempts, received, expressionFailures, warnings, refused, cached, 0, 0);
        }

        /** Work without warnings, of which nothing was refused. */
        public Work(int attempts, Map<String, Long> received, int expressionFailures) {
            this(attempts, received, expressionFailures, List.of(), 0, Map.of());
        }
    }

    /** How a source ended. */
    public enum Ending {
        /** It has its own value. */
        VALUE,
        /** A fallback replaced its value, or a part of it. */
        FALLBACK,
        /** No request was needed. */
        SKIPPED,
        /** It failed, and so did the execution. */
        FAILED,
        /** It failed, and nothing says whether its write was done. */
        UNKNOWN,
        /** It was still running when the execution ended. */
        CANCELLED,
        /** The execution ended before it could start. */
        NOT_STARTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The names of the sources that used their fallback. */
    public List<String> degraded() {
        List<String> names = new ArrayList<>();
        for (SourceReport source : sources) {
            if (source.outcome() == Ending.FALLBACK) {
                names.add(source.name());
            }
        }
        return names;
    }

    /** The report as a JSON object; times are in milliseconds. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("composition", composition);
        document.put("status", status);
        document.put("time", millis(time));
        document.put("sources", sources.stream().map(SourceReport::document).toList());
        return document;
    }

    /** Milliseconds, rounded to a tenth. */
    public static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e5) / 10.0;
    }
}
