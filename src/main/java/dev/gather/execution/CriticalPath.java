package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.Step;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import dev.gather.report.Report.Span;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sources that the answer of an execution waited for: the last to end, and what each of them depends on that ended last.
 */
public final class CriticalPath {
    private static final Duration NEVER = Duration.ofNanos(-1);

    private final Composition composition;
    private final Map<String, SourceReport> byName;

    private CriticalPath(Composition composition, Report report) {
        this.composition = composition;
        this.byName = report.sources().stream().collect(Collectors.toMap(SourceReport::name, Function.identity()));
    }

    /** The names of these sources. */
    public static Set<String> of(Composition composition, Report report) {
        return new CriticalPath(composition, report).names();
    }

    private Set<String> names() {
        Set<String> critical = new HashSet<>();
        Optional<String> last = latest(byName.keySet());
        while (last.isPresent() && critical.add(last.get())) {
            last = latest(before(last.get()));
        }
        return critical;
    }

    /** The sources that a step depends on, directly or by way of values and assertions. */
    private Set<String> before(String name) {
        Set<String> found = new HashSet<>();
        composition.steps().all().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .ifPresent(step -> collect(step, new HashSet<>(), found));
        return found;
    }

    private void collect(Step step, Set<Integer> seen, Set<String> found) {
        for (int index : step.dependencies()) {
            Step needed = composition.steps().get(index);
            if (byName.containsKey(needed.name())) {
                found.add(needed.name());
            } else if (seen.add(index)) {
                collect(needed, seen, found);
            }
        }
    }

    private Optional<String> latest(Set<String> names) {
        Optional<String> latest = Optional.empty();
        Duration end = NEVER;
        for (String name : names) {
            Duration ended = Optional.ofNullable(byName.get(name))
                    .flatMap(SourceReport::span)
                    .map(Span::end)
                    .orElse(NEVER);
            if (ended.compareTo(end) > 0) {
                latest = Optional.of(name);
                end = ended;
            }
        }
        return latest;
    }
}
