package dev.gather.execution;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Stubs;
import dev.gather.time.SteerableClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@link Combination} through the whole application. Nothing waits in real time: what is slow is waited for until
 * the upstream has been asked, and then the time is put forward.
 */
@QuarkusTest
class CombinationsTest {
    @TestHTTPResource
    URL http;

    @Inject
    SteerableClock clock;

    private final HttpClient client = HttpClient.newHttpClient();

    @TestFactory
    Stream<DynamicTest> cases() {
        return Combination.all().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private void check(Combination combination) throws Exception {
        Stubs.script(combination.stubs());
        CompletableFuture<HttpResponse<String>> answering = ask(combination.name());
        if (combination.isSlow()) {
            assertTrue(soon(CombinationsTest::isAsked), "the upstream was not asked");
            clock.advance(Duration.ofSeconds(8));
        }

        HttpResponse<String> answer = answering.get(20, TimeUnit.SECONDS);

        assertEquals(combination.status(), answer.statusCode(), answer.body());
        if (combination.status() == 200) {
            assertEquals(combination.output(), new JsonArray(answer.body()));
        } else {
            assertTrue(new JsonObject(answer.body()).getString("detail").contains("'thing'"), answer.body());
        }
        assertEquals(combination.degraded() ? "thing" : "", header(answer, "gather-degraded"));
        String timing = header(answer, "server-timing");
        assertTrue(timing.matches(".*\\bthing;dur=[0-9.]+;desc=" + combination.outcome() + "\\b.*"), timing);
        assertEquals(sorted(combination.requests()), requested());
        // The answer may be here a moment before the last timer is cancelled.
        assertTrue(soon(() -> clock.pending() == 0), "timers are pending");
    }

    private CompletableFuture<HttpResponse<String>> ask(String composition) {
        URI uri = URI.create("http://127.0.0.1:" + http.getPort() + "/compositions/" + composition);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Whether all that can be asked at first has been asked, and all but the slow one has been answered. */
    private static boolean isAsked() {
        List<JsonObject> log = Stubs.log();
        boolean slow = log.stream().anyMatch(entry -> entry.getString("request").equals("GET /things/2"));
        return slow && log.stream().filter(entry -> !entry.containsKey("end")).count() == 1;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static List<String> requested() {
        return sorted(
                Stubs.log().stream().map(entry -> entry.getString("request")).toList());
    }

    private static List<String> sorted(List<String> requests) {
        return requests.stream().sorted().toList();
    }
}
