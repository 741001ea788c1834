package dev.gather.http;

import static dev.gather.stub.Stubs.json;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import dev.gather.stub.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
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
@QuarkusTestResource(Surroundings.class)
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
                json("GET /first", 1).put("delay", 1500),
                json("GET /beside", 3).put("delay", 3000),
                json("GET /second?after=1", 2));

        try (Socket caller = new Socket(http.getHost(), http.getPort())) {
            caller.getOutputStream()
                    .write("POST /compositions/plan-of-three-in-a-row HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(300);
        }

        assertTrue(closedSoon("GET /first"), "the first connection stayed open");
        assertTrue(closedSoon("GET /beside"), "the second connection stayed open");
        Thread.sleep(1600);
        assertTrue(entries("GET /second?after=1").isEmpty(), "a request was sent for nobody");
    }

    private static boolean closedSoon(String request) throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            if (entries(request).stream().anyMatch(entry -> Boolean.TRUE.equals(entry.getBoolean("closed")))) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static List<JsonObject> entries(String request) {
        return Stubs.log().stream()
                .filter(entry -> entry.getString("request").equals(request))
                .toList();
    }
}
