package dev.gather.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an execution did and how long it took, for those who operate it. It holds no values and no addresses.
 *
 * @param composition its name
 * @param time from the execution's start to its answer
 * @param sources what each source did, in the order of the plan
 */
public record Report(String composition, Duration time, List<SourceReport> sources) {
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
     * @param start when it began to ask, after the execution's start
     * @param end when it had ended, after the execution's start
     * @param attempts how many requests it sent, for all elements together
     * @param error the code of its first failure, if any
     */
    public record SourceReport(
            String name,
            String kind,
            Ending outcome,
            Duration start,
            Duration end,
            int attempts,
            Optional<String> error) {
        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", name);
            document.put("kind", kind);
            document.put("outcome", outcome.toString());
            document.put("start", millis(start));
            document.put("end", millis(end));
            document.put("attempts", attempts);
            error.ifPresent(code -> document.put("error", code));
            return document;
        }
    }

    /** How a source ended. */
    public enum Ending {
        /** It has its own value. */
        VALUE,
        /** A fallback stands for its value, or for a part of it. */
        FALLBACK,
        /** There was nothing to ask for. */
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
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
        document.put("time", millis(time));
        document.put("sources", sources.stream().map(SourceReport::document).toList());
        return document;
    }

    /** Milliseconds, to a tenth of one. */
    public static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e5) / 10.0;
    }
}
