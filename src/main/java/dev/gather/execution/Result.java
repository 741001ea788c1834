package dev.gather.execution;

import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of an execution: an answer, or the failure that prevented it. */
public sealed interface Result {
    /** What the execution did. */
    Report report();

    /**
     * An answer.
     *
     * @param output the JSON document
     * @param headers the composition's headers for an HTTP answer, by name in lower case
     */
    record Answer(@Nullable Object output, Map<String, String> headers, Report report) implements Result {}

    /** No answer, and why. */
    record Failed(Failure failure, Report report) implements Result {}
}
