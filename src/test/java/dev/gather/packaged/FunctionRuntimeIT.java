package dev.gather.packaged;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gather.packaged.RuntimeApiStandIn.Posted;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The native executable and the runtime API. */
class FunctionRuntimeIT {
    private static final String ECHO = "{\"composition\": \"echo\", \"input\": {\"a\": 1}}";

    @BeforeEach
    void needsTheNativeExecutable() {
        assumeFalse(Packaged.function().needsManagedRuntime(), "skipped: Lambda's Java runtime asks for events itself");
    }

    private static Posted invoke(Packaged.Running function, String event, Map<String, String> headers)
            throws Exception {
        return function.api().invoke(event, Packaged.LONG, headers).get(20, TimeUnit.SECONDS);
    }

    @Test
    void keepsItsConnections() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of())) {
            for (int i = 0; i < 20; i++) {
                assertEquals("{\"a\":1}", function.invoke(ECHO).body());
            }

            assertTrue(soon(() -> function.api().polls() == 21));
            assertTrue(function.api().connections() <= 2, function.api().connections() + " connections");
        }
    }

    @Test
    void saysWhatItPosts() throws Exception {
        Packaged.Running function = Packaged.running();

        Posted answer = function.invoke(ECHO);
        Posted error = function.invoke("{\"composition\": \"nothing\"}");

        assertEquals("application/json", answer.headers().get("Content-Type"));
        assertEquals("UnknownComposition", error.headers().get("Lambda-Runtime-Function-Error-Type"));
        assertEquals("UnknownComposition", new JsonObject(error.body()).getString("errorType"));
    }

    @Test
    void saysThatItDoesNotStartOnAConfigurationThatIsNotValid() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of("GATHER_TIMEOUT", "s3cret"))) {
            assertTrue(function.process().endsWithin(30));

            JsonObject error = new JsonObject(function.api().initError().get(10, TimeUnit.SECONDS));
            assertEquals("StartFailed", error.getString("errorType"));
            assertFalse(error.encode().contains("s3cret"), error.encode());
        }
    }

    @Test
    void takesHeadersOfAnyShapeAndEmptyOnes() throws Exception {
        Packaged.Running function = Packaged.running();
        for (String value : new String[] {"", "{}", "[1]", "no JSON", "{\"custom\": 7, \"client\": []}"}) {
            Map<String, String> headers =
                    Map.of("Lambda-Runtime-Client-Context", value, "Lambda-Runtime-Cognito-Identity", value);

            assertEquals("{\"a\":1}", invoke(function, ECHO, headers).body());
        }
    }

    @Test
    void tellsCompositionsTheTenant() throws Exception {
        Packaged.Running function = Packaged.running();
        Map<String, String> blue = Map.of("Lambda-Runtime-Aws-Tenant-Id", "blue");
        String request = "{\"composition\": \"request\"}";
        String http =
                "{\"version\": \"2.0\", \"rawPath\": \"/request\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}}";

        assertEquals("blue", new JsonObject(invoke(function, request, blue).body()).getString("tenant"));
        JsonObject answer = new JsonObject(invoke(function, http, blue).body());
        assertEquals("blue", new JsonObject(answer.getString("body")).getString("tenant"));
        assertFalse(new JsonObject(function.invoke(request).body()).containsKey("tenant"));
    }

    @Test
    void tellsCompositionsTheClientContextOfADirectCall() throws Exception {
        Packaged.Running function = Packaged.running();
        Map<String, String> headers = Map.of("Lambda-Runtime-Client-Context", "{\"custom\": {\"shop\": \"ü\"}}");
        String http =
                "{\"version\": \"2.0\", \"rawPath\": \"/request\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}}";

        JsonObject direct = new JsonObject(
                invoke(function, "{\"composition\": \"request\"}", headers).body());
        assertEquals(
                new JsonObject().put("shop", "ü"),
                direct.getJsonObject("clientContext").getValue("custom"));
        JsonObject answer = new JsonObject(invoke(function, http, headers).body());
        assertFalse(new JsonObject(answer.getString("body")).containsKey("clientContext"));
    }

    @Test
    void goesOnWhereAnAnswerIsRefusedOrLost() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of())) {
            for (int refusal : new int[] {413, 403, 0}) {
                function.api().refuse(refusal);
                var unused = function.invoke(ECHO);
            }

            assertEquals("{\"a\":1}", function.invoke(ECHO).body());
            String output = function.process().output();
            assertTrue(output.contains("request event-1: the runtime API refused the answer with 413"), output);
            assertTrue(output.contains("request event-2: the runtime API refused the answer with 403"), output);
            assertTrue(output.contains("request event-3: the answer was not posted"), output);
            assertFalse(output.contains("\tat "), output);
        }
    }

    @Test
    void endsAndSaysSoOnceWhereThereAreNoEventsAnyMore() throws Exception {
        try (Packaged.Running function = Packaged.start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "4"))) {
            assertEquals("{\"a\":1}", function.invoke(ECHO).body());

            function.api().giveNoEvents(500);

            assertTrue(function.process().endsWithin(10), function.process().output());
            assertNotEquals(0, function.process().status());
            String output = function.process().output();
            assertEquals(
                    1,
                    output.lines()
                            .filter(line -> line.contains("gives no events"))
                            .count(),
                    output);
            assertFalse(output.contains("\tat "), output);
        }
    }
}
