package dev.gather.source;

import dev.gather.evaluation.EvaluationException;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.logging.CurrentCall;
import dev.gather.logging.LoggedCall;
import org.jboss.logging.Logger;

/** Maps any exception that a source meets to a {@link Failure}. */
public final class SourceFailures {
    private static final Logger LOG = Logger.getLogger(SourceFailures.class);

    private SourceFailures() {}

    /**
     * The failure for an exception. A bug is logged with its stack trace, as of the call that the execution is for.
     *
     * @param source the source's name, for the log
     * @param call what lines of the log say of that call
     */
    public static Failure of(String source, Throwable thrown, LoggedCall call) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (thrown instanceof EvaluationException evaluation) {
            return of(evaluation, "");
        }
        CurrentCall.during(call, () -> LOG.errorf(thrown, "source %s: unexpected failure", source));
        return Failure.of(Code.INTERNAL, "an unexpected failure");
    }

    /**
     * The failure of an expression. What its author refuses keeps the author's words.
     *
     * @param place stands before any other message
     */
    public static Failure of(EvaluationException thrown, String place) {
        if (thrown.isRefusal()) {
            Failure refused = Failure.of(Code.REFUSED, String.valueOf(thrown.getMessage()));
            return thrown.status() == 0 ? refused : refused.answeredWith(thrown.status());
        }
        return Failure.of(thrown.isLate() ? Code.TIMEOUT : Code.EXPRESSION, place + thrown.getMessage())
                .withDetail(thrown.place());
    }
}
