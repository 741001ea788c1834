package dev.gather.cli;

import dev.gather.composition.Composition;
import dev.gather.composition.Estimate;
import dev.gather.composition.Estimate.Part;
import dev.gather.composition.Source;
import dev.gather.composition.Step;
import dev.gather.source.Durations;
import dev.gather.source.SnapshotPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The plan of a composition as lines of text: its graph, and what it may come to at worst. A star marks the critical path.
 */
record PlanText(Composition composition, Estimate estimate) {
    static List<String> of(Composition composition, Duration limit) {
        return new PlanText(composition, Estimate.of(composition, limit)).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(composition.name() + ": at most " + calls(estimate.calls()) + ", " + end());
        snapshot().ifPresent(lines::add);
        int name =
                width(estimate.parts().stream().map(part -> part.step().name()).toList());
        int after = width(estimate.parts().stream().map(PlanText::after).toList());
        for (Part part : estimate.parts()) {
            String mark = part.critical() ? "*" : " ";
            lines.add(String.format(
                            Locale.ROOT,
                            "%s %-" + name + "s  %-" + after + "s  %s",
                            mark,
                            part.step().name(),
                            after(part),
                            words(part))
                    .stripTrailing());
        }
        return lines;
    }

    /** A wait for a turn counts as a part of an attempt, so that the times hold all the same. */
    private Optional<String> snapshot() {
        String readers = composition.steps().sources().stream()
                .filter(source -> source.retrieval().call().snapshotPart() == SnapshotPart.READS)
                .map(Source::name)
                .collect(Collectors.joining(", "));
        return composition.limits().snapshot()
                ? Optional.of("  snapshot: the queries of " + readers
                        + " follow each other on one connection; their timeouts include the wait for it")
                : Optional.empty();
    }

    private String end() {
        boolean inTime = estimate.end().compareTo(estimate.limit()) < 0;
        return inTime
                ? Durations.text(estimate.end()) + " of " + Durations.text(estimate.limit())
                : "all of " + Durations.text(estimate.limit());
    }

    /** A format needs a width of at least one. */
    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    private static String after(Part part) {
        return part.after().isEmpty()
                ? ""
                : part.after().stream().map(Step::name).collect(Collectors.joining(", ", "after ", ""));
    }

    private static String words(Part part) {
        if (!(part.step() instanceof Source source)) {
            return "";
        }
        String each = source.rules()
                .repetition()
                .map(repetition -> ", up to " + number(repetition.maxElements()) + " elements, "
                        + repetition.concurrency() + " at a time")
                .orElse("");
        String time = part.time()
                .map(own -> Durations.text(own) + ", until " + Durations.text(part.end()))
                .orElse("no timeout");
        return source.retrieval().kind() + ", " + calls(part.calls()) + each + ", " + time;
    }

    private static String calls(long calls) {
        return number(calls) + (calls == 1 ? " call" : " calls");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
