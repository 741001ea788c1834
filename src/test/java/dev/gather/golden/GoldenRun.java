package dev.gather.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Calls a golden case's composition directly, as Lambda invocations, and checks all that has to come of it. */
final class GoldenRun {
    private final GoldenCase golden;
    private final Consumer<Duration> clock;

    /** @param clock lets time pass */
    GoldenRun(GoldenCase golden, Consumer<Duration> clock) {
        this.golden = golden;
        this.clock = clock;
    }

    void check() {
        GoldenDatabase.prepare(golden);
        GoldenRedis.run(golden.redis());
        Stubs.script(golden.stubs());

        golden.calls().forEach(this::check);

        checkRequests();
    }

    private void check(GoldenCall call) {
        clock.accept(call.after());
        long start = System.nanoTime();
        Response response = RestAssured.given()
                .port(eventPort())
                .contentType("application/json; charset=utf-8")
                .body(call.event(golden.name()).encode())
                .post("/_lambda_");
        long millis = (System.nanoTime() - start) / 1_000_000;

        String body = response.body().asString();
        assertEquals(call.fails() && !call.byHttp() ? 500 : 200, response.statusCode());
        String document = call.byHttp() ? content(call, new JsonObject(body)) : body;
        assertEquals(normal(call.answer()), normal(Json.decodeValue(document)), body);
        assertTrue(call.least() <= millis && millis <= call.most(), "it took " + millis + " ms");
    }

    private static String content(GoldenCall call, JsonObject answer) {
        call.checkHttp(answer);
        String body = answer.getString("body", "");
        return body.isEmpty() ? "null" : body;
    }

    /** Each stub is hit exactly as often as it says, once by default, and nothing else is asked for. */
    private void checkRequests() {
        List<String> expected = new ArrayList<>(golden.requests().orElseGet(this::stubbed));
        List<String> seen = new ArrayList<>(
                Stubs.log().stream().map(entry -> entry.getString("request")).toList());
        Collections.sort(expected);
        Collections.sort(seen);
        assertEquals(String.join("\n", expected), String.join("\n", seen));
        for (Object stub : golden.stubs()) {
            checkContent((JsonObject) stub);
        }
    }

    private List<String> stubbed() {
        List<String> requests = new ArrayList<>();
        for (Object stub : golden.stubs()) {
            JsonObject script = (JsonObject) stub;
            requests.addAll(Collections.nCopies(script.getInteger("times", 1), script.getString("request")));
        }
        return requests;
    }

    /** The headers and the body that a stub says it has to see. */
    private static void checkContent(JsonObject stub) {
        for (JsonObject entry : Stubs.log()) {
            if (entry.getString("request").equals(stub.getString("request"))) {
                stub.getJsonObject("sees", new JsonObject())
                        .forEach(header -> assertEquals(
                                header.getValue(),
                                entry.getJsonObject("headers").getValue(header.getKey())));
                if (stub.containsKey("receivesText")) {
                    assertEquals(stub.getString("receivesText"), entry.getString("body"));
                }
                if (stub.containsKey("receives")) {
                    assertEquals(normal(stub.getValue("receives")), normal(Json.decodeValue(entry.getString("body"))));
                }
            }
        }
    }

    /** JSON with its numbers in one form, so that 1 and 1.0 are equal and order matters only in lists. */
    private static Object normal(Object value) {
        return Json.decodeValue(Json.encode(value));
    }

    private static int eventPort() {
        return ConfigProvider.getConfig().getValue("quarkus.lambda.mock-event-server.test-port", Integer.class);
    }
}
