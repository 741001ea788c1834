package dev.gather.rehearsal;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Source;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        CompositionFile file = compositions.get(tests.name());
        if (file == null) {
            String remedy = DidYouMean.remedy(tests.name(), compositions.keySet(), "");
            throw new InvalidCompositionsException(List.of(new Problem(
                    tests.path(), Position.START, "", "there is no composition '" + tests.name() + "'", remedy)));
        }
        List<Source> sources = rehearsal.load(file).steps().sources();
        Problems problems = new Problems();
        List<TestCase> cases = new TestFileReader(
                        sources.stream().map(Source::name).collect(Collectors.toCollection(TreeSet::new)), problems)
                .read(tests);
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        List<CaseResult> results =
                cases.stream().map(test -> rehearsal.run(file, test)).toList();
        List<Outcome> outcomes = results.stream()
                .map(result -> new Outcome(result.test().name(), result.test().place(), result.differences()))
                .toList();
        return new FileResult(tests.path(), outcomes, unreached(sources, results));
    }

    private static List<String> unreached(List<Source> sources, List<CaseResult> results) {
        Set<String> asked = new LinkedHashSet<>();
        Set<String> replaced = new LinkedHashSet<>();
        results.forEach(result -> {
            asked.addAll(result.asked());
            replaced.addAll(result.degraded());
        });
        List<String> unreached = new ArrayList<>();
        for (Source source : sources) {
            if (!asked.contains(source.name())) {
                unreached.add("the source '" + source.name() + "'");
            } else if (source.rules().fallback().isPresent() && !replaced.contains(source.name())) {
                unreached.add("the fallback of '" + source.name() + "'");
            }
        }
        return unreached;
    }
}
