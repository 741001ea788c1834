package dev.gather.composition;

import dev.gather.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of compositions that cannot be loaded. */
public final class InvalidCompositionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<Problem> warnings;

    /** @param problems all errors, by file and position */
    public InvalidCompositionsException(List<Problem> problems) {
        this(problems, List.of());
    }

    /**
     * @param problems all errors, by file and position
     * @param warnings what else is probably a mistake, likewise
     */
    public InvalidCompositionsException(List<Problem> problems, List<Problem> warnings) {
        super(message(problems));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** All errors, by file and position. */
    public List<Problem> problems() {
        return problems;
    }

    /** What else is probably a mistake, by file and position. */
    public List<Problem> warnings() {
        return warnings;
    }

    private static String message(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return count + " in the compositions:\n"
                + problems.stream().map(problem -> "  " + problem.coded()).collect(Collectors.joining("\n"));
    }
}
