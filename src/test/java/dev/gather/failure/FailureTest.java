package dev.gather.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users rely on: names, and statuses over HTTP. */
class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, invalid-request, 400",
        "INVALID_INPUT, invalid-input, 400",
        "UNKNOWN_COMPOSITION, unknown-composition, 404",
        "UNKNOWN_ROUTE, unknown-route, 404",
        "METHOD_NOT_ALLOWED, method-not-allowed, 405",
        "BODY_TOO_LARGE, body-too-large, 413",
        "UNSUPPORTED_MEDIA_TYPE, unsupported-media-type, 415",
        "MISSING, missing, 502",
        "TIMEOUT, timeout, 504",
        "CONNECTION, connection, 502",
        "CIRCUIT_OPEN, circuit-open, 502",
        "STATUS, status, 502",
        "MALFORMED, malformed, 502",
        "TOO_LARGE, too-large, 502",
        "QUERY, query, 502",
        "EXPRESSION, expression, 500",
        "INVALID_VALUE, invalid-value, 502",
        "UNSAFE_VALUE, unsafe-value, 502",
        "OUTPUT, output, 500",
        "ANSWER_TOO_LARGE, answer-too-large, 502",
        "INVALID_COMPOSITIONS, invalid-compositions, 500",
        "OVERLOADED, overloaded, 503",
        "INTERNAL, internal, 500"
    })
    void hasAStableNameAndStatus(Failure.Code code, String name, int status) {
        assertEquals(name, code.toString());
        assertEquals(status, code.status());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "of the question,             false, false, false, false",
        "of the backend,              false, true,  false, true",
        "that may pass,               true,  false, true,  true",
        "of the backend and may pass, true,  true,  true,  true"
    })
    void saysWhoIsToBlameAndWhetherItMayPass(
            String unusedName, boolean temporary, boolean ofBackend, boolean isTemporary, boolean isOfBackend) {
        Failure made =
                temporary ? Failure.temporary(Failure.Code.STATUS, "made") : Failure.of(Failure.Code.STATUS, "made");
        Failure failure = (ofBackend ? made.ofBackend() : made).withDetail("d").ofSource("a");

        assertEquals(isTemporary, failure.isTemporary());
        assertEquals(isOfBackend, failure.isBackendFault());
        assertEquals("status: the source 'a' failed: made (d)", failure.toString());
    }
}
