package dev.gather.http;

import static dev.gather.stub.Soon.soon;
import static dev.gather.stub.Stubs.json;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no longer needed is cancelled on the wire, and gives its connection back. */
@QuarkusTest
class CancellationTest {
    @TestHTTPResource
    URL http;

    /** The Lambda extension points rest-assured at its mock event server. */
    private RequestSpecification given() {
        return RestAssured.given()
                .port(http.getPort())
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")));
    }

    @Test
    void closesTheConnectionOfARequestThatTimedOut() throws Exception {
        Stubs.script(json("GET /late", 1).put("delay", 3000));

        given().post("/compositions/timeout-and-fallback").then().statusCode(200);

        assertTrue(closedSoon("GET /late"), "the connection stayed open");
    }

    @Test
    void closesTheConnectionsOfAnExecutionThatFailed() throws Exception {
        Stubs.script(
                json("GET /slow", 1).put("delay", 3000),
                new JsonObject()
                        .put("request", "GET /broken")
                        .put("status", 500)
                        .put("delay", 50));

        given().post("/compositions/plan-failure-ends-the-execution").then().statusCode(502);

        assertTrue(closedSoon("GET /slow"), "the connection stayed open");
    }

    @Test
    void givesBackConnectionsOfRequestsThatWereCancelledWhileTheyWaitedForOne() {
        for (int round = 0; round < 3; round++) {
            Stubs.script(json("GET /base/holder", 1).put("delay", 1000));
            given().post("/compositions/http-narrow-queue")
                    .then()
                    .statusCode(200)
                    .body("size()", equalTo(5));
        }
        Stubs.script(json("GET /base/fast", 1), json("GET /base/slow?after=1", 2));

        given().post("/compositions/http-upstream-base-path-and-timeout")
                .then()
                .statusCode(200)
                .body("[0]", equalTo(1))
                .body("[1]", equalTo(2));
    }

    @Test
    void stopsAnExecutionWhoseCallerHasGoneAway() throws Exception {
        Stubs.script(
                json("GET /first", 1).put("delay", 3000),
                json("GET /beside", 3).put("delay", 3000),
                json("GET /second?after=1", 2));

        try (Socket caller = new Socket(http.getHost(), http.getPort())) {
            caller.getOutputStream()
                    .write("POST /compositions/plan-of-three-in-a-row HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(soon(() -> asked("GET /first") && asked("GET /beside")), "nothing was asked of the upstream");
        }

        assertTrue(closedSoon("GET /first"), "the first connection stayed open");
        assertTrue(closedSoon("GET /beside"), "the second connection stayed open");
        // What would send the second request is the answer to the first one, which can no longer come.
        assertFalse(asked("GET /second?after=1"), "a request was sent for nobody");
    }

    private static boolean asked(String request) {
        return !entries(request).isEmpty();
    }

    private static boolean closedSoon(String request) {
        return soon(() -> entries(request).stream().anyMatch(entry -> entry.getBoolean("closed", false)));
    }

    private static List<JsonObject> entries(String request) {
        return Stubs.log().stream()
                .filter(entry -> entry.getString("request").equals(request))
                .toList();
    }
}
