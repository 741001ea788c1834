package dev.gather.cli;

import dev.gather.yaml.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found in compositions.
 *
 * @param errors what keeps them from being loaded, or from being understood by an upstream
 * @param warnings what is probably a mistake
 */
record Findings(List<Problem> errors, List<Problem> warnings) {
    /** A copy with more warnings. */
    Findings with(List<Problem> more) {
        return new Findings(
                errors, Stream.concat(warnings.stream(), more.stream()).toList());
    }

    /** All of them, by file and position. */
    List<Problem> all() {
        return Stream.concat(errors.stream(), warnings.stream()).sorted().toList();
    }

    /** {@code 1 error, 2 warnings}. */
    @Override
    public String toString() {
        return count(errors.size(), "error") + ", " + count(warnings.size(), "warning");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
