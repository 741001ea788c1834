package dev.gather.console;

import dev.gather.composition.CompositionFile;
import dev.gather.yaml.Problem;
import dev.gather.yaml.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The problems of compositions, each with the lines around its place. */
final class ProblemList {
    private static final int AROUND = 2;

    private ProblemList() {}

    /** As JSON objects, errors first. */
    static List<Map<String, @Nullable Object>> of(Workspace.State state) {
        List<Problem> errorsFirst = new ArrayList<>(state.problems());
        errorsFirst.sort((one, other) -> Boolean.compare(isError(other), isError(one)));
        return errorsFirst.stream()
                .map(problem -> document(problem, state.files()))
                .toList();
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Severity.ERROR;
    }

    private static Map<String, @Nullable Object> document(Problem problem, List<CompositionFile> files) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(problem.document());
        document.put("lines", lines(problem, files));
        return document;
    }

    /** The offending line and those around it; none of a file that cannot be read. */
    private static List<Map<String, @Nullable Object>> lines(Problem problem, List<CompositionFile> files) {
        Optional<List<String>> text = files.stream()
                .filter(file -> file.path().equals(problem.file()))
                .findFirst()
                .map(file -> file.text().lines().toList());
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        text.ifPresent(all -> {
            int line = problem.position().line();
            int last = Math.min(all.size(), line + AROUND);
            for (int number = Math.max(1, line - AROUND); number <= last; number++) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("number", number);
                document.put("text", all.get(number - 1));
                lines.add(document);
            }
        });
        return lines;
    }
}
