package dev.gather.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure;
import dev.gather.failure.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9457 documents, whose types are stable. */
class ProblemDocumentTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, invalid-request, The request cannot be understood, 400",
        "INVALID_INPUT, invalid-input, The input is not valid, 400",
        "UNKNOWN_COMPOSITION, unknown-composition, There is no such composition, 404",
        "UNKNOWN_ROUTE, unknown-route, Nothing answers this path, 404",
        "METHOD_NOT_ALLOWED, method-not-allowed, The method is not allowed, 405",
        "BODY_TOO_LARGE, too-large, The body is too large, 413",
        "UNSUPPORTED_MEDIA_TYPE, unsupported-media-type, The media type is not supported, 415",
        "MISSING, source-failed, A source failed, 502",
        "TIMEOUT, deadline-exceeded, A source did not answer in time, 504",
        "QUERY, source-failed, A source failed, 502",
        "CIRCUIT_OPEN, source-failed, A source failed, 502",
        "OUTPUT, output-failed, The output could not be made, 500",
        "ANSWER_TOO_LARGE, answer-too-large, The answer is too large, 502",
        "INVALID_COMPOSITIONS, invalid-compositions, The compositions have problems, 500",
        "OVERLOADED, overloaded, Too many requests are at work, 503",
        "INTERNAL, internal-error, Something went wrong in Gather, 500"
    })
    void hasAStableTypeForEachCode(Failure.Code code, String type, String title, int status) {
        WebAnswer answer = ProblemDocument.render(Failure.of(code, "it failed").withDetail("secret"));

        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.headers().get("content-type"));
        assertEquals(
                "{\"type\":\"urn:gather:problem:" + type + "\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"it failed\"}",
                new String(answer.body(), UTF_8));
    }

    @Test
    void namesEveryViolation() {
        Failure failure =
                Failure.invalidInput("the input is not valid", List.of(new Violation("/id", "it is too small")));

        assertEquals(ProblemDocument.of(failure), ProblemDocument.of(failure.irreplaceable()));
        assertEquals(
                "{\"type\":\"urn:gather:problem:invalid-input\",\"title\":\"The input is not valid\",\"status\":400,"
                        + "\"detail\":\"the input is not valid\","
                        + "\"errors\":[{\"pointer\":\"/id\",\"detail\":\"it is too small\"}]}",
                new String(ProblemDocument.render(failure).body(), UTF_8));
    }
}
