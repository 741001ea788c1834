package dev.gather.web;

import dev.gather.composition.InvalidCompositionsException;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.failure.FunctionLost;
import io.smallrye.mutiny.TimeoutException;
import org.jboss.logging.Logger;

/** Maps any exception to the failure that a caller sees. It contains no SQL, hosts, credentials or stack traces. */
public final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** The failure for an exception. A bug is logged with its stack trace. */
    public static Failure logged(Throwable thrown) {
        Failure failure = of(thrown);
        if (failure.code() == Code.INTERNAL && failure != thrown) {
            LOG.error("an unexpected failure", thrown);
        }
        return failure;
    }

    /** The failure for an answer that is larger than its door's limit. Both sizes are logged, in bytes. */
    public static Failure tooLargeAnswer(long bytes, long limit) {
        LOG.errorf("an answer has %d bytes, more than the %d that can be sent", bytes, limit);
        return Failure.of(Code.ANSWER_TOO_LARGE, "the answer has more bytes than can be sent; ask for less");
    }

    private static Failure of(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (thrown instanceof InvalidCompositionsException) {
            return Failure.of(Code.INVALID_COMPOSITIONS, message(thrown));
        }
        boolean late = thrown instanceof TimeoutException || thrown instanceof FunctionLost;
        return late
                ? Failure.of(Code.TIMEOUT, "there was no answer in time")
                : Failure.of(Code.INTERNAL, "see the log");
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
