package dev.gather.rehearsal;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.composition.Source;
import dev.gather.lock.Lock;
import dev.gather.source.Learnt;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.Position;
import dev.gather.yaml.Problem;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the cases of test files.
 *
 * @param rehearsal runs one case
 * @param lock what is known of sources, against which the cases' answers are held
 */
public record Suite(Rehearsal rehearsal, Lock lock) {
    private static final String NOT_UPDATED =
            "it was not updated: an alias repeats what it expects, or YAML cannot say what came";

    /** A suite that knows of sources only what compositions say. */
    public Suite(Rehearsal rehearsal) {
        this(rehearsal, Lock.NONE);
    }

    /**
     * What came of a file's cases.
     *
     * @param file the test file
     * @param cases its cases
     * @param unreached what no case has reached, in words
     * @param notes what kept answers from being checked, in words
     */
    public record FileResult(String file, List<Outcome> cases, List<String> unreached, List<String> notes) {
        /** A copy that says more of some cases. */
        private FileResult saying(String more, Set<Integer> indexes) {
            List<Outcome> said = new ArrayList<>(cases);
            indexes.forEach(index -> said.set(index, cases.get(index).saying(more)));
            return new FileResult(file, said, unreached, notes);
        }
    }

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

        private Outcome saying(String more) {
            return new Outcome(
                    name,
                    place,
                    Stream.concat(differences.stream(), Stream.of(more)).toList());
        }
    }

    /**
     * A test file with what came of its cases.
     *
     * @param result what comes of the cases now
     * @param text the file's text now
     * @param updated how many cases were changed
     */
    public record Updated(FileResult result, String text, int updated) {}

    /**
     * Runs all cases of a test file.
     *
     * @param compositions among which is the one that it tests, by name
     * @throws InvalidCompositionsException if the file or the composition cannot be used
     */
    public FileResult run(CompositionFile tests, Map<String, CompositionFile> compositions) {
        return run(tests, composition(tests, compositions));
    }

    /**
     * Replaces what the cases that fail expect by what comes of them, and runs all cases again.
     *
     * @param compositions as for {@link #run}
     * @throws InvalidCompositionsException as {@link #run} does
     */
    public Updated update(CompositionFile tests, Map<String, CompositionFile> compositions) {
        CompositionFile file = composition(tests, compositions);
        List<CaseResult> results = results(tests, file, sources(file));
        String text = tests.text();
        int updated = 0;
        Set<Integer> kept = new LinkedHashSet<>();
        for (int i = 0; i < results.size(); i++) {
            Optional<String> corrected = Correction.of(text, i, results.get(i));
            if (corrected.isEmpty()) {
                kept.add(i);
            } else if (!corrected.get().equals(text)) {
                updated++;
                text = corrected.get();
            }
        }
        FileResult now = run(new CompositionFile(tests.name(), tests.path(), text), file);
        return new Updated(now.saying(NOT_UPDATED, kept), text, updated);
    }

    private static CompositionFile composition(CompositionFile tests, Map<String, CompositionFile> compositions) {
        CompositionFile file = compositions.get(tests.name());
        if (file == null) {
            String remedy = DidYouMean.remedy(tests.name(), compositions.keySet(), "");
            throw new InvalidCompositionsException(List.of(new Problem(
                    ProblemCode.TESTS_OF_NOTHING,
                    tests.path(),
                    Position.START,
                    "",
                    "there is no composition '" + tests.name() + "'",
                    remedy)));
        }
        return file;
    }

    private FileResult run(CompositionFile tests, CompositionFile file) {
        List<Source> sources = sources(file);
        List<CaseResult> results = results(tests, file, sources);
        List<Outcome> outcomes = results.stream()
                .map(result -> new Outcome(result.test().name(), result.test().place(), result.differences()))
                .toList();
        List<String> notes = results.stream()
                .flatMap(result -> result.notes().stream())
                .distinct()
                .toList();
        return new FileResult(tests.path(), outcomes, unreached(sources, results), notes);
    }

    private List<Source> sources(CompositionFile file) {
        return rehearsal.load(file).steps().sources();
    }

    private List<CaseResult> results(CompositionFile tests, CompositionFile file, List<Source> sources) {
        Set<String> names = sources.stream().map(Source::name).collect(Collectors.toCollection(TreeSet::new));
        Problems problems = new Problems();
        List<TestCase> cases = new TestFileReader(names, problems).read(tests);
        if (problems.hasErrors()) {
            throw new InvalidCompositionsException(problems.all(Severity.ERROR));
        }
        Map<String, Learnt> learnt = lock.compositions().getOrDefault(file.name(), Collections.emptySortedMap());
        return cases.stream().map(test -> rehearsal.run(file, test, learnt)).toList();
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
