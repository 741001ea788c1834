package dev.gather.console;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.Step;
import dev.gather.execution.CriticalPath;
import dev.gather.execution.Result;
import dev.gather.expression.Variables;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import dev.gather.source.CacheUse;
import dev.gather.source.ReservedVariables;
import dev.gather.web.ProblemDocument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended.
 *
 * @param id names it
 * @param subject what was run
 * @param line what was noted while it ran, and what was switched on
 * @param result what came of it
 * @param values what its expressions read, by variable
 */
record Ran(long id, Subject subject, Switchboard.Line line, Result result, Map<String, @Nullable Object> values) {
    /**
     * What was run.
     *
     * @param limit the longest that it may take
     */
    record Subject(CompositionFile file, Composition composition, RunOrder order, Duration limit) {}

    /** As a JSON object; times are in milliseconds. */
    Map<String, @Nullable Object> document() {
        Report report = result.report();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("composition", report.composition());
        document.put("status", report.status());
        document.put("time", Report.millis(report.time()));
        document.put("deadline", Report.millis(subject.limit()));
        addOutcome(document);
        Set<String> critical = CriticalPath.of(subject.composition(), report);
        document.put(
                "sources",
                report.sources().stream()
                        .map(source -> source(source, critical.contains(source.name())))
                        .toList());
        document.put("values", shown());
        return document;
    }

    private void addOutcome(Map<String, @Nullable Object> document) {
        if (result instanceof Result.Answer answer) {
            document.put("headers", answer.http().headers());
            document.put("answer", answer.output());
        } else {
            Result.Failed failed = (Result.Failed) result;
            document.put("headers", failed.headers());
            document.put("problem", ProblemDocument.of(failed.failure()));
            document.put("detail", failed.failure().toString());
        }
    }

    private Map<String, @Nullable Object> source(SourceReport source, boolean critical) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(source.document());
        document.put("critical", critical);
        document.put("switched", line.faults().isAt(source.name()));
        document.put("after", after(source.name()));
        Duration end = source.span().map(Report.Span::end).orElse(Duration.ZERO);
        document.put("requests", line.timeline().of(source.name(), end));
        return document;
    }

    private List<String> after(String source) {
        return subject.composition().steps().all().stream()
                .filter(step -> step.name().equals(source))
                .flatMap(step -> step.dependencies().stream())
                .map(index -> subject.composition().steps().get(index))
                .map(Step::name)
                .toList();
    }

    private Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!name.equals(ReservedVariables.REQUEST)
                    || !subject.order().request().isEmpty()) {
                shown.put(name, value == Variables.UNDELIVERED || value == Variables.NOTHING ? null : value);
            }
        });
        return shown;
    }

    /** The first source that got something without asking its backend, so that the recorder knows of no answer. */
    Optional<String> unasked() {
        return result.report().sources().stream()
                .filter(source -> source.work().cached().keySet().stream().anyMatch(use -> use != CacheUse.MISS))
                .map(SourceReport::name)
                .findFirst();
    }
}
