package dev.gather.rehearsal;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Source;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the cases of test files.
 *
 * @param rehearsal runs one case
 */
public record Suite(Rehearsal rehearsal) {
    /**
     * What came of a file's cases.
     *
     * @param file the test file
     * @param cases its cases
     * @param unreached what no case has reached, in words
     */
    public record FileResult(String file, List<Outcome> cases, List<String> unreached) {}

    /**
     * What came of a case.
     *
     * @param name the case's
     * @param place where it stands: {@code file:line:column}
     * @param differences what differs from what was expected; empty if it has passed
     */
    public record Outcome(String name, String place, List<String> differences) {
        /** Whether all is as expected. */
        public boolean passed() {
            return differences.isEmpty();
        }
    }

    /**
     * Runs all cases of a test file.
     *
     * @param compositions among which is the one that it tests, by name
     * @throws InvalidCompositionsException if the file or the composition cannot be used
     */
    public FileResult run(CompositionFile tests, Map<String, CompositionFile> compositions) {
        Problems problems = new Problems();
        List<TestCase> cases = new TestFileReader(problems).read(tests);
        CompositionFile composition = compositions.get(tests.name());
        if (composition == null) {
            String remedy = DidYouMean.remedy(tests.name(), compositions.keySet(), "");
            problems.add(new Problem(
                    tests.path(), Position.START, "", "there is no composition '" + tests.name() + "'", remedy));
        }
        if (problems.hasErrors() || composition == null) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        List<CaseResult> results =
                cases.stream().map(test -> rehearsal.run(composition, test)).toList();
        results.forEach(result -> checkNames(tests.path(), result, problems));
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        List<Outcome> outcomes = results.stream()
                .map(result -> new Outcome(result.test().name(), result.test().place(), result.differences()))
                .toList();
        return new FileResult(tests.path(), outcomes, unreached(results));
    }

    private static void checkNames(String file, CaseResult result, Problems problems) {
        Set<String> known = new TreeSet<>();
        sources(result.composition()).forEach(source -> known.add(source.name()));
        Set<String> named =
                new LinkedHashSet<>(result.test().script().bySource().keySet());
        named.addAll(result.test().expected().calls().keySet());
        result.test().expected().degraded().ifPresent(named::addAll);
        named.removeAll(known);
        named.forEach(name -> problems.add(new Problem(
                file,
                result.test().position(),
                result.test().name(),
                "unknown source '" + name + "'",
                DidYouMean.remedy(name, known, ""))));
    }

    private static List<String> unreached(List<CaseResult> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        Set<String> asked = new LinkedHashSet<>();
        Set<String> replaced = new LinkedHashSet<>();
        results.forEach(result -> {
            asked.addAll(result.asked());
            replaced.addAll(result.replaced());
        });
        List<String> unreached = new ArrayList<>();
        for (Source source : sources(results.get(0).composition())) {
            if (!asked.contains(source.name())) {
                unreached.add("the source '" + source.name() + "'");
            } else if (source.rules().fallback().isPresent() && !replaced.contains(source.name())) {
                unreached.add("the fallback of '" + source.name() + "'");
            }
        }
        return unreached;
    }

    private static Collection<Source> sources(Composition composition) {
        return composition.steps().all().stream()
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .toList();
    }
}
