package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.failure.Verdict;
import dev.gather.failure.Violation;
import dev.gather.runtime.Answer;
import dev.gather.web.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A failure as a Lambda function error. Lambda's runtimes use the name of the exception's class as {@code errorType}, so
 * there is one class per type; {@link FunctionErrorNames} removes the package from the name.
 */
abstract sealed class FunctionError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FunctionError(String message) {
        super(message, null, false, false);
    }

    static FunctionError of(Failure failure) {
        String message = message(failure);
        if (failure.isVerdict() && failure.code() != Failure.Code.INVALID_INPUT) {
            return of(Verdict.of(failure.status()), message);
        }
        return switch (failure.code()) {
            case INVALID_REQUEST, UNKNOWN_ROUTE, METHOD_NOT_ALLOWED, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE ->
                new InvalidRequest(message);
            case INVALID_INPUT -> new InvalidInput(message);
            case UNKNOWN_COMPOSITION -> new UnknownComposition(message);
            case TIMEOUT -> new DeadlineExceeded(message);
            case MISSING,
                    CONNECTION,
                    CIRCUIT_OPEN,
                    STATUS,
                    MALFORMED,
                    TOO_LARGE,
                    QUERY,
                    INVALID_VALUE,
                    UNSAFE_VALUE,
                    REFUSED -> new SourceFailed(message);
            case EXPRESSION -> new ExpressionFailed(message);
            case UNKNOWN -> new OutcomeUnknown(message);
            case OUTPUT -> new OutputFailed(message);
            case ANSWER_TOO_LARGE -> new AnswerTooLarge(message);
            case INVALID_COMPOSITIONS, INTERNAL, OVERLOADED -> new InternalError(message);
        };
    }

    private static FunctionError of(Verdict verdict, String message) {
        return switch (verdict) {
            case BAD_REQUEST -> new BadRequest(message);
            case UNAUTHORIZED -> new Unauthorized(message);
            case PAYMENT_REQUIRED -> new PaymentRequired(message);
            case FORBIDDEN -> new Forbidden(message);
            case NOT_FOUND -> new NotFound(message);
            case CONFLICT -> new Conflict(message);
            case GONE -> new Gone(message);
            case PRECONDITION_FAILED -> new PreconditionFailed(message);
            case UNPROCESSABLE_CONTENT -> new UnprocessableContent(message);
            case LOCKED -> new Locked(message);
            case PRECONDITION_REQUIRED -> new PreconditionRequired(message);
            case TOO_MANY_REQUESTS -> new TooManyRequests(message);
            case SERVICE_UNAVAILABLE -> new ServiceUnavailable(message);
            case REFUSED -> new Refused(message);
        };
    }

    private static String message(Failure failure) {
        String violations =
                failure.violations().stream().map(FunctionError::text).collect(Collectors.joining("; "));
        String message = String.valueOf(failure.getMessage());
        return violations.isEmpty() ? message : message + ": " + violations;
    }

    private static String text(Violation violation) {
        return violation.pointer().isEmpty() ? violation.message() : violation.pointer() + " " + violation.message();
    }

    /** The error as the runtime API takes it. */
    Answer described() {
        return described(getClass().getSimpleName(), String.valueOf(getMessage()));
    }

    /** An error with this type and message, as the runtime API takes it. */
    static Answer described(String type, String message) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("errorType", type);
        description.put("errorMessage", message);
        return Answer.error(type, JsonBody.write(description));
    }

    static final class InvalidRequest extends FunctionError {
        private static final long serialVersionUID = 1L;

        InvalidRequest(String message) {
            super(message);
        }
    }

    static final class InvalidInput extends FunctionError {
        private static final long serialVersionUID = 1L;

        InvalidInput(String message) {
            super(message);
        }
    }

    static final class UnknownComposition extends FunctionError {
        private static final long serialVersionUID = 1L;

        UnknownComposition(String message) {
            super(message);
        }
    }

    static final class NotFound extends FunctionError {
        private static final long serialVersionUID = 1L;

        NotFound(String message) {
            super(message);
        }
    }

    static final class SourceFailed extends FunctionError {
        private static final long serialVersionUID = 1L;

        SourceFailed(String message) {
            super(message);
        }
    }

    static final class DeadlineExceeded extends FunctionError {
        private static final long serialVersionUID = 1L;

        DeadlineExceeded(String message) {
            super(message);
        }
    }

    static final class OutputFailed extends FunctionError {
        private static final long serialVersionUID = 1L;

        OutputFailed(String message) {
            super(message);
        }
    }

    static final class AnswerTooLarge extends FunctionError {
        private static final long serialVersionUID = 1L;

        AnswerTooLarge(String message) {
            super(message);
        }
    }

    @SuppressWarnings("JavaLangClash") // the class's name is the error type
    static final class InternalError extends FunctionError {
        private static final long serialVersionUID = 1L;

        InternalError(String message) {
            super(message);
        }
    }

    static final class ExpressionFailed extends FunctionError {
        private static final long serialVersionUID = 1L;

        ExpressionFailed(String message) {
            super(message);
        }
    }

    static final class OutcomeUnknown extends FunctionError {
        private static final long serialVersionUID = 1L;

        OutcomeUnknown(String message) {
            super(message);
        }
    }

    static final class BadRequest extends FunctionError {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    static final class Unauthorized extends FunctionError {
        private static final long serialVersionUID = 1L;

        Unauthorized(String message) {
            super(message);
        }
    }

    static final class PaymentRequired extends FunctionError {
        private static final long serialVersionUID = 1L;

        PaymentRequired(String message) {
            super(message);
        }
    }

    static final class Forbidden extends FunctionError {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    static final class Conflict extends FunctionError {
        private static final long serialVersionUID = 1L;

        Conflict(String message) {
            super(message);
        }
    }

    static final class Gone extends FunctionError {
        private static final long serialVersionUID = 1L;

        Gone(String message) {
            super(message);
        }
    }

    static final class PreconditionFailed extends FunctionError {
        private static final long serialVersionUID = 1L;

        PreconditionFailed(String message) {
            super(message);
        }
    }

    static final class UnprocessableContent extends FunctionError {
        private static final long serialVersionUID = 1L;

        UnprocessableContent(String message) {
            super(message);
        }
    }

    static final class Locked extends FunctionError {
        private static final long serialVersionUID = 1L;

        Locked(String message) {
            super(message);
        }
    }

    static final class PreconditionRequired extends FunctionError {
        private static final long serialVersionUID = 1L;

        PreconditionRequired(String message) {
            super(message);
        }
    }

    static final class TooManyRequests extends FunctionError {
        private static final long serialVersionUID = 1L;

        TooManyRequests(String message) {
            super(message);
        }
    }

    static final class ServiceUnavailable extends FunctionError {
        private static final long serialVersionUID = 1L;

        ServiceUnavailable(String message) {
            super(message);
        }
    }

    static final class Refused extends FunctionError {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
