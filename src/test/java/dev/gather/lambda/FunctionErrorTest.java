package dev.gather.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The {@code errorType} on which callers of direct invocations rely. */
class FunctionErrorTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, InvalidRequest",
        "INVALID_INPUT, InvalidInput",
        "UNKNOWN_COMPOSITION, UnknownComposition",
        "UNKNOWN_ROUTE, InvalidRequest",
        "METHOD_NOT_ALLOWED, InvalidRequest",
        "BODY_TOO_LARGE, InvalidRequest",
        "UNSUPPORTED_MEDIA_TYPE, InvalidRequest",
        "MISSING, SourceFailed",
        "TIMEOUT, DeadlineExceeded",
        "CONNECTION, SourceFailed",
        "CIRCUIT_OPEN, SourceFailed",
        "STATUS, SourceFailed",
        "MALFORMED, SourceFailed",
        "TOO_LARGE, SourceFailed",
        "QUERY, SourceFailed",
        "EXPRESSION, ExpressionFailed",
        "REFUSED, SourceFailed",
        "UNKNOWN, OutcomeUnknown",
        "UNSAFE_VALUE, SourceFailed",
        "OUTPUT, OutputFailed",
        "ANSWER_TOO_LARGE, AnswerTooLarge",
        "INVALID_COMPOSITIONS, InternalError",
        "OVERLOADED, InternalError",
        "INTERNAL, InternalError"
    })
    void hasAStableTypeForEachCode(Failure.Code code, String type) {
        FunctionError error = FunctionError.of(Failure.of(code, "it failed").withDetail("secret"));

        assertEquals(
                type,
                new FunctionErrorNames.SimpleName().convert(error.getClass().getName()));
        assertEquals("it failed", error.getMessage());
        assertEquals(0, error.getStackTrace().length);
    }

    /** The page has it with hyphens. */
    @ParameterizedTest
    @EnumSource(Failure.Code.class)
    void isExplainedByThePageOfProblems(Failure.Code code) throws IOException {
        String type = FunctionError.of(Failure.of(code, "")).getClass().getSimpleName();
        String anchor = type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);

        assertTrue(Files.readString(Path.of("src/doc/problems.md")).contains("\n### " + anchor + "\n"), anchor);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequest",
        "401, Unauthorized",
        "402, PaymentRequired",
        "403, Forbidden",
        "404, NotFound",
        "409, Conflict",
        "410, Gone",
        "412, PreconditionFailed",
        "418, Refused",
        "422, UnprocessableContent",
        "423, Locked",
        "428, PreconditionRequired",
        "429, TooManyRequests",
        "500, Refused",
        "503, ServiceUnavailable"
    })
    void hasAStableTypeForEachStatusThatACompositionDecides(int status, String type) {
        Failure failure = Failure.of(Failure.Code.REFUSED, "not today").answeredWith(status);

        assertEquals(
                type,
                new FunctionErrorNames.SimpleName()
                        .convert(FunctionError.of(failure).getClass().getName()));
    }

    @Test
    void namesEveryViolation() {
        Failure failure = Failure.invalidInput(
                "the input is not valid",
                List.of(new Violation("/id", "it is too small"), new Violation("", "it is empty")));

        assertEquals(
                "the input is not valid: /id it is too small; it is empty",
                FunctionError.of(failure).getMessage());
    }
}
