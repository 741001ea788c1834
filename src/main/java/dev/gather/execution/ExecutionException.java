package dev.gather.execution;

import dev.gather.source.SourceFailure;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an execution has no answer. Messages are harmless: they may be shown to a caller as they are.
 */
public sealed class ExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private ExecutionException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What it means in HTTP's terms. */
    public int status() {
        return status;
    }

    /** A source whose absence means that there is no answer found nothing. */
    public static final class NotFound extends ExecutionException {
        private static final long serialVersionUID = 1L;

        /** @param source the source's name */
        public NotFound(String source) {
            super(404, "the source '" + source + "' found nothing");
        }
    }

    /** A source without a fallback failed. */
    public static final class SourceFailed extends ExecutionException {
        private static final long serialVersionUID = 1L;
        private final String source;
        private final transient SourceFailure failure;

        /**
         * @param source the source's name
         * @param failure what happened to it
         */
        public SourceFailed(String source, SourceFailure failure) {
            super(502, "the source '" + source + "' failed: " + failure.getMessage());
            this.source = source;
            this.failure = failure;
        }

        /** The source's name. */
        public String source() {
            return source;
        }

        /** What happened to it. */
        public SourceFailure failure() {
            return failure;
        }
    }

    /** Sources without a fallback had no answer in time. */
    public static final class DeadlineExceeded extends ExecutionException {
        private static final long serialVersionUID = 1L;

        /** @param sources the names of those that were late; none where it is the output that took too long */
        public DeadlineExceeded(List<String> sources) {
            super(504, message(sources));
        }

        private static String message(List<String> sources) {
            if (sources.isEmpty()) {
                return "the output could not be made in time";
            }
            String named = sources.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            return "the source" + (sources.size() == 1 ? " " : "s ") + named + " did not answer in time";
        }
    }

    /** The output could not be made of the sources' values. */
    public static final class OutputFailed extends ExecutionException {
        private static final long serialVersionUID = 1L;

        /** @param message where in the output and why, without a value */
        public OutputFailed(String message) {
            super(500, message);
        }
    }
}
