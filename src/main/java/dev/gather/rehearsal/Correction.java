package dev.gather.rehearsal;

import dev.gather.rehearsal.TestCase.Expectation;
import dev.gather.yaml.YamlEditor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of a case into its file, in place of what was expected. Where only members of a document differ, only these
 * are written.
 */
final class Correction {
    private static final String OUTPUT = "output";
    private static final String PROBLEM = "problem";

    private final CaseResult result;
    private final List<Object> place;
    private final YamlEditor editor;

    private Correction(CaseResult result, List<Object> place, YamlEditor editor) {
        this.result = result;
        this.place = place;
        this.editor = editor;
    }

    /**
     * The text with what came of a case; as it is if that is what was expected, or if the case's answers do not fit.
     *
     * @param text the file's text, in which earlier cases may have been corrected
     * @param index the case's place among the cases
     * @return empty if the text cannot say it, as where an alias repeats what would be replaced
     */
    static Optional<String> of(String text, int index, CaseResult result) {
        YamlEditor editor = new YamlEditor(text);
        List<Object> place = List.of("cases", index);
        boolean due = result.misfits().isEmpty()
                && (result.test().expected().isEmpty() || !result.differences().isEmpty());
        if (!due) {
            return Optional.of(text);
        }
        if (!editor.reaches(place)) {
            return Optional.empty();
        }
        new Correction(result, place, editor).correct(result.test().expected());
        return editor.text();
    }

    private void correct(Expectation expected) {
        expected.status()
                .ifPresent(
                        status -> correct(at("status"), status, result.answer().status()));
        correctAnswer(expected);
        expected.degraded()
                .ifPresent(names -> correct(at("degraded"), List.copyOf(names), List.copyOf(result.degraded())));
        expected.calls().forEach((source, calls) -> correct(at("calls", source), calls, result.calls(source)));
        long took = result.time().toMillis();
        expected.time()
                .map(Duration::toMillis)
                .filter(millis -> millis != took)
                .ifPresent(millis -> editor.replace(at("time"), took + "ms"));
    }

    private void correctAnswer(Expectation expected) {
        boolean failed = result.answer().problem();
        Object document = result.answer().document();
        if (expected.problem().isPresent()) {
            if (failed) {
                Map<String, @Nullable Object> wanted = expected.problem().get();
                correct(at(PROBLEM), wanted, result.problem(wanted));
            } else {
                editor.replace(at(PROBLEM), OUTPUT, document);
            }
        } else if (expected.output().isPresent()) {
            Object wanted = expected.output().get().value();
            if (!failed) {
                correct(at(OUTPUT), wanted, document);
            } else if (!Difference.between("", wanted, document).isEmpty()) {
                editor.replace(at(OUTPUT), PROBLEM, problem());
            }
        } else if (failed || expected.isEmpty()) {
            editor.add(place, failed ? PROBLEM : OUTPUT, failed ? problem() : document);
        }
    }

    /** What a case best says of a problem: its title follows from its type. */
    private Map<String, @Nullable Object> problem() {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        List.of("type", "status", "detail", "errors").forEach(member -> named.put(member, null));
        named.put("type", "");
        return result.problem(named);
    }

    private void correct(List<Object> path, @Nullable Object expected, @Nullable Object actual) {
        if (Difference.between("", expected, actual).isEmpty()) {
            return;
        }
        if (expected instanceof Map<?, ?> wanted
                && actual instanceof Map<?, ?> given
                && wanted.keySet().equals(given.keySet())
                && wanted.keySet().stream().allMatch(name -> editor.reaches(then(path, name)))) {
            wanted.forEach((name, value) -> correct(then(path, name), value, given.get(name)));
        } else if (expected instanceof List<?> wanted
                && actual instanceof List<?> given
                && wanted.size() == given.size()
                && editor.reaches(then(path, 0))) {
            for (int i = 0; i < wanted.size(); i++) {
                correct(then(path, i), wanted.get(i), given.get(i));
            }
        } else {
            editor.replace(path, actual);
        }
    }

    private List<Object> at(Object... names) {
        List<Object> path = new ArrayList<>(place);
        path.addAll(List.of(names));
        return path;
    }

    private static List<Object> then(List<Object> path, Object name) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
