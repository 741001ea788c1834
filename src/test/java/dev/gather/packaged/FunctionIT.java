package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The zip as Lambda runs it: the native executable, or on the JVM within the managed runtime's client. */
class FunctionIT {
    @Test
    void answersWithDocumentsAndRows() throws Exception {
        Packaged.Running function = Packaged.running();

        RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"data-and-rows\"}");

        assertFalse(posted.error(), posted.body() + function.process().output());
        assertEquals(42, new JsonObject(posted.body()).getInteger("total"));
    }

    @Test
    void asksOverTls() throws Exception {
        try (World secure = World.overTls();
                Packaged.Running function = Packaged.start(secure, Map.of())) {
            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"data-and-rows\"}");

            assertFalse(posted.error(), posted.body() + function.process().output());
        }
    }

    @Test
    void tellsAFailureAndServesTheNextEvent() throws Exception {
        Packaged.Running function = Packaged.running();

        RuntimeApiStandIn.Posted failed = function.invoke("{\"composition\": \"nothing\"}");
        RuntimeApiStandIn.Posted posted =
                function.invoke("{\"composition\": \"customer-overview\", \"input\": {\"customerId\": 1}}");

        assertTrue(failed.error());
        assertTrue(new JsonObject(failed.body()).getString("errorType").endsWith("UnknownComposition"));
        assertFalse(posted.error(), posted.body() + function.process().output());
    }

    /** The JVM's zip only: a native executable needs no snapshot. */
    @Test
    void isPrimedBeforeItsSnapshot() throws Exception {
        assumeTrue(Packaged.function().needsManagedRuntime(), "skipped: a native executable needs no snapshot");
        try (Packaged.Running function = Packaged.start(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
            function.api().checkpoint().get(60, TimeUnit.SECONDS);
            function.api().restore();

            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"data-and-rows\"}");

            assertFalse(posted.error(), posted.body() + function.process().output());
            assertFalse(
                    function.process().output().contains("was not primed"),
                    function.process().output());
        }
    }

    @Test
    void doesNotStartOnABrokenCompositionAndSaysWhy() throws Exception {
        Path broken = Files.createDirectories(Packaged.folder().resolve("broken"));
        Files.writeString(broken.resolve("broken.yaml"), "output: '{% $nobody %}'\n");

        try (Packaged.Running function = Packaged.start(Map.of("GATHER_COMPOSITIONS", broken.toString()))) {
            assertTrue(function.process().endsWithin(30));

            String output = function.process().output();
            String problem = broken.resolve("broken.yaml") + ":1:13 output: unknown variable $nobody";
            JsonObject error = new JsonObject(function.api().initError().get(10, TimeUnit.SECONDS));
            assertEquals("InvalidCompositions", error.getString("errorType"), output);
            assertTrue(error.getString("errorMessage").contains(problem), error.encode());
            assertEquals(2, output.split(Pattern.quote(problem), -1).length, output);
            assertFalse(output.contains("\tat "), output);
        }
    }

    @Test
    void findsAnUpstreamOfTwoWordsAndItsKeyInTheEnvironment() throws Exception {
        Path folder = Files.createDirectories(Packaged.folder().resolve("keyed"));
        Files.writeString(
                folder.resolve("keyed.yaml"),
                "sources: { a: { http: 'GET my-api:/keyed?id=1' } }\noutput: '{% [$a, $length($uuid())] %}'\n");
        Packaged.world().answer("GET /keyed?id=1&api_key=s3cret", "found");
        Map<String, String> environment = Map.of(
                "GATHER_COMPOSITIONS",
                folder.toString(),
                "GATHER_UPSTREAMS_MY_API_URL",
                Packaged.world().environment().get("GATHER_UPSTREAMS_DATA_URL"),
                "GATHER_UPSTREAMS_MY_API_QUERY_API_KEY",
                "s3cret");

        try (Packaged.Running function = Packaged.start(environment)) {
            RuntimeApiStandIn.Posted posted = function.invoke("{\"composition\": \"keyed\"}");

            assertEquals("[\"found\",36]", posted.body(), function.process().output());
            assertFalse(function.process().output().contains("s3cret"));
        }
    }
}
