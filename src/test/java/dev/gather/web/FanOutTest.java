package dev.gather.web;

import static dev.gather.stub.Stubs.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One request over local HTTP, with all that is asked for it. The compositions are golden ones and the demo's. */
@QuarkusTest
class FanOutTest {
    @TestHTTPResource
    URL http;

    /** The Lambda extension points rest-assured at its mock event server. */
    private RequestSpecification given() {
        return RestAssured.given()
                .port(http.getPort())
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")));
    }

    private static void scriptTheDemo() {
        Stubs.script(
                json("GET /parcels/1001", Map.of("eta", "tomorrow")),
                json("GET /parcels/1004", Map.of("eta", "today")),
                json("GET /for/gold?limit=3", List.of("a")));
    }

    @Test
    void answersTheDemoWithOneDocument() {
        scriptTheDemo();

        given().get("/customers/1/overview")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("customer.id", equalTo(1))
                .body("customer.name", equalTo("Ada Lovelace"))
                .body("orders.size()", equalTo(4))
                .body("orders[0].items[0].sku", equalTo("STICKERS"))
                .body("tracking", contains(Map.of("eta", "today"), null, Map.of("eta", "tomorrow")));
    }

    @Test
    void answersThreeDocumentsAndTheRowsOfATable() {
        Stubs.script(
                json("GET /one.json", Map.of("n", 1)),
                json("GET /two.json", Map.of("n", 2)),
                json("GET /three.json", Map.of("n", 3)));

        given().get("/data-and-rows")
                .then()
                .statusCode(200)
                .body("data[0].n", equalTo(1))
                .body("rows.size()", equalTo(3));
    }

    @Test
    void showsNothingOfTheInsideInAProblem() {
        Stubs.script(new JsonArray());

        String problem = given().post("/compositions/sql-table-does-not-exist")
                .then()
                .statusCode(502)
                .extract()
                .asString();

        for (String secret : List.of("SELECT", "no_such_table", "127.0.0.1", "gather@", "Exception", "at dev.")) {
            assertFalse(problem.contains(secret), problem);
        }
    }

    @Test
    void asksIndependentSourcesAtTheSameTime() {
        Stubs.script(slow("GET /one.json", 200), slow("GET /two.json", 200), slow("GET /three.json", 200));

        given().get("/data-and-rows").then().statusCode(200);

        List<JsonObject> log = Stubs.log();
        long lastStart =
                log.stream().mapToLong(entry -> entry.getLong("start")).max().orElseThrow();
        long firstEnd =
                log.stream().mapToLong(entry -> entry.getLong("end")).min().orElseThrow();
        assertEquals(
                3,
                log.stream()
                        .map(entry -> entry.getInteger("connection"))
                        .distinct()
                        .count());
        assertTrue(lastStart < firstEnd, "the requests did not overlap: " + log);
    }

    @Test
    void passesOnTheHeadersThatAreMeantTo() {
        Stubs.script(json("GET /things/1", 1));

        given().header("X-Tenant", "t1")
                .header("X-Other", "o")
                .header("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .post("/compositions/http-one-call")
                .then()
                .statusCode(200);

        JsonObject seen = Stubs.log().get(0).getJsonObject("headers");
        assertEquals("t1", seen.getString("x-tenant"));
        assertEquals("s3cret", seen.getString("x-api-key"));
        assertTrue(seen.containsKey("traceparent"));
        assertFalse(seen.containsKey("x-other"));
    }

    private static JsonObject slow(String request, int delay) {
        return json(request, 1).put("delay", delay);
    }
}
