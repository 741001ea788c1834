package dev.gather.composition;

import dev.gather.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of compositions that cannot be loaded. */
public final class InvalidCompositionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems all problems, by file and position */
    public InvalidCompositionsException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems, by file and position. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return count + " in the compositions:\n"
                + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
    }
}
