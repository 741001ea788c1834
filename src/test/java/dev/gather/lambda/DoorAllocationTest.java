package dev.gather.lambda;

import static dev.gather.Counters.allocatedBytes;
import static dev.gather.Counters.assertWithinMargin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.CallContext;
import dev.gather.web.JsonBody;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the door allocates for an event of an HTTP API and its answer, each of 10 KiB. */
class DoorAllocationTest {
    private static final String TEXT = "x".repeat(10 * 1024);
    private static final byte[] EVENT = new JsonObject()
            .put("version", "2.0")
            .put("rawPath", "/customers/42/overview")
            .put("rawQueryString", "latest=3")
            .put("headers", new JsonObject().put("content-type", "application/json"))
            .put("requestContext", new JsonObject().put("http", new JsonObject().put("method", "POST")))
            .put("body", new JsonObject().put("text", TEXT).encode())
            .encode()
            .getBytes(UTF_8);
    private static final WebAnswer ANSWER = WebAnswer.json(200, "application/json", Map.of("text", TEXT));

    @Test
    void staysSmall() {
        assertWithinMargin("door.http-api-10-kib.bytes", allocatedBytes(DoorAllocationTest::passes));
    }

    private static void passes() {
        Event event = new Event(EVENT);
        EventShape shape = event.shape().orElseThrow();
        WebRequest request = shape.request(event.fields(), CallContext.NONE);
        byte[] answer = JsonBody.write(shape.document(ANSWER, event.fields()));

        assertEquals("POST", request.method());
        assertTrue(answer.length > TEXT.length());
    }
}
