package dev.gather.rehearsal;

import dev.gather.composition.CompositionFile;
import dev.gather.execution.Result;
import dev.gather.rehearsal.Suite.Updated;
import dev.gather.web.ProblemDocument;
import dev.gather.yaml.YamlEditor;
import dev.gather.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes cases of executions.
 *
 * @param suite runs the cases that were made
 */
public record Recording(Suite suite) {
    private static final List<Object> CASES = List.of("cases");
    private static final String TYPE = "urn:gather:problem:";
    private static final int INDENT = 4;

    /**
     * A test file with a further case.
     *
     * @param text the file's text
     * @param name the case's name
     * @param differences what comes of the case otherwise than of the execution, such as the text of a backend's own failure;
     *     the case expects what comes of it
     */
    public record Recorded(String text, String name, List<String> differences) {}

    /**
     * An execution of which a case is made.
     *
     * @param composition the composition's file
     * @param input its input
     * @param recorder what its sources were answered
     * @param result what came of it
     */
    public record Executed(
            CompositionFile composition, Map<String, @Nullable Object> input, Recorder recorder, Result result) {}

    /**
     * Adds a case.
     *
     * @param text the file's text so far, if there is one
     * @param name the case's name; if empty it gets a number
     * @throws IllegalArgumentException if the file is no test file, or the case does not fit into one; the message says why
     */
    public Recorded add(Executed executed, Optional<String> text, Optional<String> name) {
        Optional<YamlEditor> file = text.map(Recording::opened);
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        String chosen = name.orElseGet(() -> numbered(file));
        made.put("name", chosen);
        made.put("input", executed.input());
        made.put("sources", executed.recorder().sources());
        made.putAll(outcome(executed.result()));
        String alone = alone(made);
        Map<String, CompositionFile> compositions =
                Map.of(executed.composition().name(), executed.composition());
        List<String> differences =
                suite.run(test(executed, alone), compositions).cases().get(0).differences();
        Updated updated = suite.update(test(executed, alone), compositions);
        if (!updated.result().cases().get(0).passed()) {
            throw new IllegalArgumentException("a test cannot do the same: "
                    + String.join(", ", updated.result().cases().get(0).differences()));
        }
        return new Recorded(
                file.map(editor -> appended(editor, updated.text())).orElse(updated.text()), chosen, differences);
    }

    private static CompositionFile test(Executed executed, String text) {
        return new CompositionFile(executed.composition().name(), "the case", text);
    }

    private static String alone(Map<String, @Nullable Object> made) {
        return "cases:\n  - " + YamlText.block(made, INDENT) + "\n";
    }

    private static YamlEditor opened(String text) {
        YamlEditor editor = new YamlEditor(text);
        if (!(editor.document() instanceof Map<?, ?> map && map.get("cases") instanceof List<?>)) {
            throw new IllegalArgumentException("there is no list of cases");
        }
        return editor;
    }

    private static String appended(YamlEditor editor, String alone) {
        Map<?, ?> made = (Map<?, ?>) Objects.requireNonNull(new YamlEditor(alone).document());
        List<?> cases = (List<?>) Objects.requireNonNull(made.get("cases"));
        editor.append(CASES, cases.get(0));
        return editor.text().orElseThrow(() -> new IllegalArgumentException("the case does not fit into it"));
    }

    private static String numbered(Optional<YamlEditor> file) {
        String cases = file.map(editor -> String.valueOf(editor.document())).orElse("");
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> "recorded " + number)
                .filter(name -> !cases.contains("name=" + name + ",") && !cases.contains("name=" + name + "}"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, @Nullable Object> outcome(Result result) {
        Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
        if (result instanceof Result.Answer answer) {
            if (answer.http().status() != 200) {
                outcome.put("status", answer.http().status());
            }
            outcome.put("output", answer.output());
        } else {
            Map<String, Object> document = ProblemDocument.of(((Result.Failed) result).failure());
            String type = String.valueOf(document.get("type"));
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", type.substring(TYPE.length()));
            problem.put("status", document.get("status"));
            outcome.put("problem", problem);
        }
        if (!result.report().degraded().isEmpty()) {
            outcome.put("degraded", result.report().degraded());
        }
        return outcome;
    }
}
