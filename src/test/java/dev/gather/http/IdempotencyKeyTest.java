package dev.gather.http;

import static dev.gather.stub.Stubs.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.stub.Stubs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All attempts of a request have one key, and no two requests have the same. */
@QuarkusTest
class IdempotencyKeyTest {
    /** So many requests earn a hedge. */
    private static final int EARNING = 12;

    @TestHTTPResource
    URL http;

    private List<String> keys(String composition) {
        RestAssured.given()
                .port(http.getPort())
                .post("/compositions/" + composition)
                .then()
                .statusCode(200);
        return Stubs.log().stream()
                .map(entry -> entry.getJsonObject("headers").getString("idempotency-key"))
                .toList();
    }

    private static JsonObject post(int status) {
        return json("POST /orders", 7).put("status", status);
    }

    @Test
    void isThatOfTheFirstAttemptInEachFurtherOne() {
        Stubs.script(post(503), post(503), post(200), post(200));

        List<String> first = keys("http-idempotency-key");

        assertEquals(3, first.size());
        assertEquals(1, Set.copyOf(first).size(), first.toString());
        assertEquals(first.get(0), UUID.fromString(first.get(0)).toString());
        assertEquals(
                2,
                keys("http-idempotency-key").stream()
                        .collect(Collectors.toSet())
                        .size());
    }

    @Test
    void isAnotherOneForEachElement() {
        Stubs.script(post(200), post(200));

        assertEquals(2, Set.copyOf(keys("http-idempotency-keys-of-elements")).size());
    }

    @Test
    void isThatOfTheHedgedRequestInItsHedge() {
        Stubs.script(post(200).put("times", EARNING));
        for (int earned = 0; earned < EARNING; earned++) {
            assertEquals(earned + 1, keys("http-idempotency-key-hedged").size());
        }
        Stubs.script(post(200).put("delay", 2000), post(200));

        List<String> both = keys("http-idempotency-key-hedged");

        assertEquals(2, both.size());
        assertEquals(1, Set.copyOf(both).size(), both.toString());
    }
}
