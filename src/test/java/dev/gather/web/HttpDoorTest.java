package dev.gather.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local HTTP: routes, by name, coercion and problem documents. The compositions are golden ones. */
@QuarkusTest
class HttpDoorTest {
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
    void coercesPathAndQueryByTheSchema() {
        given().get("/typed/42?flag=true&ratio=0.5&tags=a&tags=b&single=x&note=7&free=1")
                .then()
                .statusCode(200)
                .body("id", equalTo(42))
                .body("flag", equalTo(true))
                .body("ratio", equalTo(0.5f))
                .body("tags", contains("a", "b"))
                .body("single", contains("x"))
                .body("note", equalTo("7"))
                .body("free", equalTo("1"));
    }

    @Test
    void keepsEveryDigitOfPathQueryAndBody() throws UnreadableJsonException {
        byte[] answer = given().contentType(ContentType.JSON)
                .body("{\"price\": 12.50, \"sum\": 12345678901234567890.0000000002, \"big\": 1e400}")
                .post("/typed/18446744073709551615?ratio=0.10000000000000000001")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        Map<?, ?> input = (Map<?, ?>) ExactJson.read(answer, 1_000_000);
        assertEquals(new BigInteger("18446744073709551615"), input.get("id"));
        assertEquals(new BigDecimal("0.10000000000000000001"), input.get("ratio"));
        assertEquals(new BigDecimal("12.50"), input.get("price"));
        assertEquals(new BigDecimal("12345678901234567890.0000000002"), input.get("sum"));
        assertEquals(
                0,
                new BigDecimal("1e400")
                        .compareTo(new BigDecimal(input.get("big").toString())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": \"\\ud83d\"} | the body has a text with half of a character",
                "{\"a\": 1e999999999} | the body has a number of more than 1000 digits before or after its point",
                "{\"a\": NaN} | the body is not JSON"
            })
    void refusesABodyThatCannotBeKept(String body, String detail) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/typed/1")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:gather:problem:invalid-request"))
                .body("detail", equalTo(detail));
    }

    @Test
    void letsThePathWinOverTheQueryAndTheQueryOverTheBody() {
        given().contentType(ContentType.JSON)
                .body("{\"id\": 1, \"note\": \"body\", \"free\": [1]}")
                .post("/typed/42?id=7&note=query")
                .then()
                .statusCode(200)
                .body("id", equalTo(42))
                .body("note", equalTo("query"))
                .body("free", contains(1));
    }

    @Test
    void decodesPathSegmentsAndKeepsEncodedSlashesInThem() {
        given().urlEncodingEnabled(false)
                .get("/echo/a%2Fb%20%C3%A9+c/")
                .then()
                .statusCode(200)
                .body("name", equalTo("a/b é+c"));
    }

    /** Front doors of AWS pass on 64 KB of headers and 16 KB of a request's first line. */
    @Test
    void readsWhatAFrontDoorPassesOn() {
        given().header("X-Tenant", "t".repeat(50_000))
                .get("/request/facts?" + "x=1&".repeat(3_500))
                .then()
                .statusCode(200)
                .body("tenant", equalTo("t".repeat(50_000)));
    }

    @Test
    void tellsEveryViolationWithItsPointer() {
        given().get("/typed/zero?ratio=many")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gather:problem:invalid-input"))
                .body("status", equalTo(400))
                .body("errors.pointer", hasItems("/id", "/ratio"));
    }

    @Test
    void prefersLiteralSegmentsToParameters() {
        given().get("/echo/literal").then().statusCode(200).body("name", equalTo("the literal route"));
    }

    @Test
    void answersHeadWithoutABody() {
        String body = given().head("/echo/x").then().statusCode(200).extract().asString();

        assertEquals("", body);
    }

    @Test
    void tellsUnknownPathsFromUnknownMethods() {
        given().get("/nowhere").then().statusCode(404).body("type", equalTo("urn:gather:problem:unknown-route"));
        given().delete("/echo/x")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .body("type", equalTo("urn:gather:problem:method-not-allowed"));
    }

    @Test
    void setsTheHeadersOfTheComposition() {
        given().get("/echo/x").then().header("Cache-Control", "max-age=60").header("X-Name", "x");
    }

    @Test
    void refusesHeaderValuesThatWouldBreakTheAnswer() {
        given().urlEncodingEnabled(false)
                .get("/echo/a%0D%0Ab")
                .then()
                .statusCode(500)
                .contentType("application/problem+json");
    }

    @Test
    void givesTheRequestToExpressions() {
        given().header("X-Tenant", "t1")
                .get("/request/facts")
                .then()
                .body("method", equalTo("GET"))
                .body("path", equalTo("/request/facts"))
                .body("tenant", equalTo("t1"));
    }

    @Test
    void listsAndCallsCompositionsByName() {
        given().get("/compositions")
                .then()
                .statusCode(200)
                .body("compositions.name", hasItem("customer-overview"))
                .body("compositions.find { it.name == 'door-echo' }.route", equalTo("GET /echo/{name}"));
        given().contentType(ContentType.JSON)
                .body(Map.of("a", 1))
                .post("/compositions/input-any")
                .then()
                .statusCode(200)
                .body("got.a", equalTo(1));
        given().post("/compositions/nobody")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:gather:problem:unknown-composition"));
        given().get("/compositions/input-any").then().statusCode(405).header("Allow", "OPTIONS, POST");
    }

    @Test
    void refusesBodiesThatAreNoJsonObject() {
        for (String body : List.of("{\"a\":", "[1]", "null", "{} {}", "{\"a\":1,\"a\":2}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/compositions/input-any")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:gather:problem:invalid-request"));
        }
        given().contentType("application/xml")
                .body("<a/>")
                .post("/compositions/input-any")
                .then()
                .statusCode(415);
    }
}
