package dev.gather.web;

import dev.gather.composition.InvalidCompositionsException;
import dev.gather.execution.ExecutionException;
import dev.gather.failure.FunctionLost;
import dev.gather.failure.Violation;
import dev.gather.input.InputTimeoutException;
import dev.gather.input.InvalidInputException;
import io.smallrye.mutiny.TimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What a caller is told of a failure: the same kind over HTTP, where it is a status and a problem type, and over
 * direct invocation, where it is an error type. Nothing in it shows SQL, hosts, credentials or a stack.
 *
 * @param kind what went wrong
 * @param detail in words
 * @param violations every way in which an input breaks its schema
 */
public record Failure(Kind kind, String detail, List<Violation> violations) {
    private static final Logger LOG = Logger.getLogger(Failure.class);

    /** The closed list of what can go wrong; the names are stable. */
    public enum Kind {
        /** The request or event cannot be understood. */
        INVALID_REQUEST(400, "The request cannot be understood"),
        /** The input breaks the composition's schema. */
        INVALID_INPUT(400, "The input is not valid"),
        /** No composition has that name. */
        UNKNOWN_COMPOSITION(404, "There is no such composition"),
        /** No composition answers that path. */
        UNKNOWN_ROUTE(404, "Nothing answers this path"),
        /** The path is there, but not for this method. */
        METHOD_NOT_ALLOWED(405, "The method is not allowed"),
        /** The body is larger than allowed. */
        TOO_LARGE(413, "The body is too large"),
        /** The body is of a media type that is not understood. */
        UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
        /** The answer is larger than the door takes. */
        ANSWER_TOO_LARGE(502, "The answer is too large"),
        /** A source whose absence means that there is no answer found nothing. */
        NOT_FOUND(404, "Not found"),
        /** A source failed that has no fallback. */
        SOURCE_FAILED(502, "A source failed"),
        /** A source without a fallback did not answer in time. */
        DEADLINE_EXCEEDED(504, "A source did not answer in time"),
        /** The output could not be made of the sources' values. */
        OUTPUT_FAILED(500, "The output could not be made"),
        /** The compositions have problems; only dev mode runs with such. */
        INVALID_COMPOSITIONS(500, "The compositions have problems"),
        /** A fault of Gather's own. */
        INTERNAL_ERROR(500, "Something went wrong in Gather");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** HTTP's status. */
        int status() {
            return status;
        }

        /** The name that callers see, as in {@code UnknownComposition}. */
        public String errorType() {
            return Stream.of(name().split("_"))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }

        /** The problem type of RFC 9457. */
        String problemType() {
            return "urn:gather:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What it means, in words that never change. */
        String title() {
            return title;
        }
    }

    static Failure of(Kind kind, String detail) {
        return new Failure(kind, detail, List.of());
    }

    /** An answer of more bytes than its door takes; the log has the numbers. */
    public static Failure tooLargeAnswer(long bytes, long limit) {
        LOG.errorf("an answer has %d bytes, more than the %d that can be sent", bytes, limit);
        return of(Kind.ANSWER_TOO_LARGE, "the answer has more bytes than can be sent; ask for less");
    }

    /** What a caller is told of anything that was thrown. What is a fault of ours is logged. */
    public static Failure logged(Throwable thrown) {
        Failure failure = from(thrown);
        if (failure.kind() == Kind.INTERNAL_ERROR) {
            LOG.error("an unexpected failure", thrown);
        }
        return failure;
    }

    /** What a caller is told of anything that was thrown. */
    public static Failure from(Throwable thrown) {
        if (thrown instanceof FailureException failed) {
            return failed.failure();
        }
        if (thrown instanceof InvalidInputException invalid) {
            return new Failure(Kind.INVALID_INPUT, invalid.getMessage(), invalid.violations());
        }
        if (thrown instanceof InputTimeoutException) {
            return of(Kind.DEADLINE_EXCEEDED, thrown.getMessage());
        }
        if (thrown instanceof BadRequestException) {
            return of(Kind.INVALID_REQUEST, thrown.getMessage());
        }
        if (thrown instanceof InvalidCompositionsException) {
            return of(Kind.INVALID_COMPOSITIONS, thrown.getMessage());
        }
        if (thrown instanceof TimeoutException || thrown instanceof FunctionLost) {
            return of(Kind.DEADLINE_EXCEEDED, "there was no answer in time");
        }
        return thrown instanceof ExecutionException failed ? from(failed) : of(Kind.INTERNAL_ERROR, "see the log");
    }

    /** What a caller is told of an execution that has no answer. */
    public static Failure from(ExecutionException failed) {
        Kind kind = Kind.OUTPUT_FAILED;
        if (failed instanceof ExecutionException.NotFound) {
            kind = Kind.NOT_FOUND;
        } else if (failed instanceof ExecutionException.SourceFailed) {
            kind = Kind.SOURCE_FAILED;
        } else if (failed instanceof ExecutionException.DeadlineExceeded) {
            kind = Kind.DEADLINE_EXCEEDED;
        }
        return of(kind, failed.getMessage());
    }
}
