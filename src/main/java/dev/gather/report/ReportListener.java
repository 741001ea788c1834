package dev.gather.report;

import dev.gather.logging.LoggedCall;

/** A part of the application that takes the report of each execution, beside the log. */
@FunctionalInterface
public interface ReportListener {
    /**
     * Takes a report, on the execution's event loop, and never fails.
     *
     * @param call whose execution it was
     */
    void take(Report report, LoggedCall call);
}
