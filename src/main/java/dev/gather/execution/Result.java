package dev.gather.execution;

import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.util.Map;

/** What an execution came to: an answer, or the reason why there is none. */
public sealed interface Result {
    /** What the sources did. */
    Report report();

    /**
     * An answer.
     *
     * @param output the document, as JSON has it
     * @param headers the composition's headers for an HTTP answer, their names in lower case
     */
    record Answer(Object output, Map<String, String> headers, Report report) implements Result {}

    /**
     * No answer.
     *
     * @param failure why
     */
    record Failed(Failure failure, Report report) implements Result {}
}
