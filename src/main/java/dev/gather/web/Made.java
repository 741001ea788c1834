package dev.gather.web;

import dev.gather.failure.Failure;
import dev.gather.report.Report;
import java.util.Map;
import java.util.function.Function;

/**
 * An answer that is not in the front door's form yet.
 *
 * @param content the answer without the report
 * @param report the headers of the execution's report; empty if there was no execution
 * @param cacheable whether it gets a tag, with which a caller may keep it
 * @param instead the answer that takes its place where the door refuses it, as with one that is too large
 */
public record Made(
        WebAnswer content, Map<String, String> report, boolean cacheable, Function<Failure, WebAnswer> instead) {
    /** An answer without an execution. */
    static Made of(WebAnswer content) {
        return new Made(content, Map.of(), true, ProblemDocument::render);
    }

    /** The answer of an execution. */
    static Made of(WebAnswer content, Report report, boolean cacheable) {
        return new Made(content, ReportHeaders.of(report), cacheable, ProblemDocument::render);
    }

    /** An answer about tools, without an execution. */
    public static Made of(WebAnswer content, Function<Failure, WebAnswer> instead) {
        return new Made(content, Map.of(), false, instead);
    }

    /** The answer of a tool, by its execution. */
    public static Made of(WebAnswer content, Report report, Function<Failure, WebAnswer> instead) {
        return new Made(content, ReportHeaders.of(report), false, instead);
    }
}
