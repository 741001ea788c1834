package dev.gather.rehearsal;

import dev.gather.rehearsal.TestCase.Expectation;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a case.
 *
 * @param test the case
 * @param answer the answer
 * @param report what the execution did; empty if there was none
 * @param misfits what is wrong whatever the case expects: answers that do not fit the requests, and an output that is not
 *     what the composition promises
 * @param notes what keeps the answers from being checked
 */
record CaseResult(TestCase test, Answer answer, Optional<Report> report, Set<String> misfits, Set<String> notes) {
    private static final String PROBLEM_TYPE = "urn:gather:problem:";

    /**
     * An answer.
     *
     * @param status its HTTP status, also of a direct call
     * @param problem whether it is a problem document
     * @param document its JSON document
     */
    record Answer(int status, boolean problem, @Nullable Object document) {}

    /** What differs from what was expected, a line each; empty if the case has passed. */
    List<String> differences() {
        Expectation expected = test.expected();
        List<String> found = new ArrayList<>();
        found.addAll(misfits);
        expected.status()
                .filter(status -> status != answer.status())
                .ifPresent(status -> found.add("status: expected " + status + ", was " + answer.status()));
        compareAnswer(expected, found);
        expected.degraded()
                .filter(names -> !names.equals(degraded()))
                .ifPresent(names -> found.add("degraded: expected " + names + ", was " + degraded()));
        expected.calls().forEach((source, calls) -> {
            int made = calls(source);
            if (made != calls) {
                found.add("calls." + source + ": expected " + calls + ", was " + made);
            }
        });
        compareTime(expected, found);
        return found;
    }

    private void compareAnswer(Expectation expected, List<String> found) {
        if (expected.problem().isPresent()) {
            if (answer.problem()) {
                found.addAll(Difference.between(
                        "problem",
                        expected.problem().get(),
                        problem(expected.problem().get())));
            } else {
                found.add("problem: expected one, was the answer " + Documents.text(answer.document()));
            }
        } else if (answer.problem() && expected.output().isEmpty()) {
            found.add("output: expected one, was the problem " + Documents.text(answer.document()));
        } else if (expected.output().isPresent()) {
            found.addAll(Difference.between(
                    answer.problem() ? "output, which is a problem" : "output",
                    expected.output().get().value(),
                    answer.document()));
        }
    }

    /** The members of the problem document that are expected; its type without the prefix if it is expected so. */
    Map<String, @Nullable Object> problem(Map<String, @Nullable Object> expected) {
        Map<String, @Nullable Object> compared = new LinkedHashMap<>();
        if (answer.document() instanceof Map<?, ?> document) {
            document.forEach((name, value) -> {
                if (expected.containsKey(String.valueOf(name))) {
                    compared.put(String.valueOf(name), value);
                }
            });
        }
        boolean brief = expected.get("type") instanceof String type && !type.startsWith(PROBLEM_TYPE);
        if (brief && compared.get("type") instanceof String type && type.startsWith(PROBLEM_TYPE)) {
            compared.put("type", type.substring(PROBLEM_TYPE.length()));
        }
        return compared;
    }

    private void compareTime(Expectation expected, List<String> found) {
        Duration took = time();
        expected.time()
                .filter(time -> time.toMillis() != took.toMillis())
                .ifPresent(
                        time -> found.add("time: expected " + time.toMillis() + "ms, was " + took.toMillis() + "ms"));
        expected.within()
                .filter(limit -> took.compareTo(limit) > 0)
                .ifPresent(limit ->
                        found.add("time: expected at most " + limit.toMillis() + "ms, was " + took.toMillis() + "ms"));
    }

    /** How long the execution took; nothing if there was none. */
    Duration time() {
        return report.map(Report::time).orElse(Duration.ZERO);
    }

    /** The sources that used their fallbacks. */
    Set<String> degraded() {
        return new LinkedHashSet<>(report.map(Report::degraded).orElse(List.of()));
    }

    /** How many requests a source sent. */
    int calls(String source) {
        return report.stream()
                .flatMap(made -> made.sources().stream())
                .filter(made -> made.name().equals(source))
                .mapToInt(made -> made.work().attempts())
                .sum();
    }

    /** The sources that sent a request. */
    Set<String> asked() {
        Set<String> asked = new LinkedHashSet<>();
        report.stream()
                .flatMap(made -> made.sources().stream())
                .filter(source -> source.work().attempts() > 0)
                .map(SourceReport::name)
                .forEach(asked::add);
        return asked;
    }
}
