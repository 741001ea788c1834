package dev.gather.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.packaged.RuntimeApiStandIn;
import dev.gather.packaged.RuntimeApiStandIn.Posted;
import dev.gather.runtime.RuntimeApi;
import dev.gather.runtime.RuntimeClient;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function as it answers the runtime API's events. */
@QuarkusTest
class NativeFunctionTest {
    private static final String FACTS = "{\"version\": \"2.0\", \"rawPath\": \"/request/facts\","
            + " \"requestContext\": {\"http\": {\"method\": \"GET\"}}}";

    @Inject
    NativeFunction function;

    @Inject
    RuntimeClient.Platform platform;

    private RuntimeApiStandIn api;
    private RuntimeClient client;

    @BeforeEach
    void start() {
        api = new RuntimeApiStandIn();
        client = new RuntimeClient(RuntimeApi.at(api.address()), function, platform);
        client.start(2);
    }

    @AfterEach
    void stop() throws Exception {
        client.finish();
        api.close();
    }

    private JsonObject invoke(String event) throws Exception {
        return new JsonObject(invoke(event, Duration.ofSeconds(20), Map.of()).body());
    }

    private Posted invoke(String event, Duration limit, Map<String, String> headers) throws Exception {
        return api.invoke(event, limit, headers).get(20, TimeUnit.SECONDS);
    }

    /** The stand-in has the header {@code Lambda-Runtime-Trace-Id} with each event. */
    @Test
    void hasTheTraceOfTheInvocationUnlessTheCallerHasOne() throws Exception {
        String lambda = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";
        String request = "{\"version\": \"2.0\", \"rawPath\": \"/compositions/request-trace\", %s"
                + " \"body\": \"{\\\"ask\\\": true}\","
                + " \"requestContext\": {\"http\": {\"method\": \"POST\"}}}";
        String json = "\"headers\": {\"Content-Type\": \"application/json\"},";
        String own = "\"headers\": {\"Content-Type\": \"application/json\", \"X-Amzn-Trace-Id\": \"Root=1-caller\"},";

        assertEquals(
                '"' + lambda + '"',
                invoke(
                                "{\"composition\": \"request-trace\", \"input\": {\"ask\": true}}",
                                Duration.ofSeconds(20),
                                Map.of())
                        .body());
        assertEquals('"' + lambda + '"', invoke(request.formatted(json)).getString("body"));
        assertEquals("\"Root=1-caller\"", invoke(request.formatted(own)).getString("body"));
    }

    @Test
    void answersDirectInvocationsAndRequests() throws Exception {
        assertEquals(
                "x",
                invoke("{\"composition\": \"door-echo\", \"input\": {\"name\": \"x\"}}")
                        .getString("name"));
        assertEquals(200, invoke(FACTS).getInteger("statusCode"));
    }

    @Test
    void tellsFailuresByTheirType() throws Exception {
        Posted posted = invoke("{\"composition\": \"nothing\"}", Duration.ofSeconds(20), Map.of());

        assertTrue(posted.error());
        assertEquals("UnknownComposition", posted.headers().get("Lambda-Runtime-Function-Error-Type"));
        assertEquals(
                new JsonObject()
                        .put("errorType", "UnknownComposition")
                        .put("errorMessage", "no composition has the given name"),
                new JsonObject(posted.body()));
        assertEquals("InvalidRequest", invoke("no JSON").getString("errorType"));
    }

    @Test
    void tellsCompositionsTheTenantIfThereIsOne() throws Exception {
        Map<String, String> blue = Map.of("Lambda-Runtime-Aws-Tenant-Id", "blue");
        String direct = "{\"composition\": \"request-tenant\"}";

        assertEquals("\"blue\"", invoke(direct, Duration.ofSeconds(20), blue).body());
        assertEquals(
                "\"none\"", invoke(direct, Duration.ofSeconds(20), Map.of()).body());
    }
}
