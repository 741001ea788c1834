package dev.gather.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gather.packaged.RuntimeApiStandIn;
import dev.gather.runtime.RuntimeApi;
import dev.gather.runtime.RuntimeClient;
import dev.gather.stub.CapturedLog;
import dev.gather.stub.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** A function that is told to write metrics and to send spans does both, before its answer is posted. */
@QuarkusTest
@TestProfile(ObservedFunctionTest.Observed.class)
class ObservedFunctionTest {
    private static final String EVENT = "{\"version\": \"2.0\", \"rawPath\": \"/request/facts\","
            + " \"headers\": {\"traceparent\": \"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"},"
            + " \"requestContext\": {\"requestId\": \"JKJ=\", \"http\": {\"method\": \"GET\"}}}";

    /** Both are switched on. */
    public static final class Observed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gather.tracing", "otlp", "gather.metrics", "emf", "gather.otlp.timeout", "20s");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Collecting.class));
        }
    }

    /** Starts a collector. */
    public static final class Collecting implements QuarkusTestResourceLifecycleManager {
        private static Collector collector;

        @Override
        public Map<String, String> start() {
            try {
                collector = new Collector();
                return Map.of("gather.otlp.url", collector.url());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void inject(Object test) {
            ((ObservedFunctionTest) test).collector = collector;
        }

        @Override
        public void stop() {
            try {
                collector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    NativeFunction function;

    @Inject
    RuntimeClient.Platform platform;

    private Collector collector;

    @Test
    void hasReportMetricsAndSpansOfOneInvocation() throws Exception {
        RuntimeApiStandIn api = new RuntimeApiStandIn();
        RuntimeClient client = new RuntimeClient(RuntimeApi.at(api.address()), function, platform);
        try (CapturedLog log = new CapturedLog(new PatternFormatter("%m"))) {
            client.start(1);
            var posted = api.invoke(EVENT, Duration.ofSeconds(60), Map.of()).get(60, TimeUnit.SECONDS);

            assertEquals(200, new JsonObject(posted.body()).getInteger("statusCode"));
            Span span = collector.spans().get(0);
            assertEquals("GET /request/facts", span.getName());
            assertEquals("00f067aa0ba902b7", Collector.hex(span.getParentSpanId()));
            assertEquals("http-api", Collector.attributes(span).get("gather.door"));
            JsonObject report = line(log, "\"door\":");
            assertEquals(Collector.attributes(span).get("faas.invocation_id"), report.getString("requestId"));
            assertEquals("JKJ=", report.getString("correlation_id"));
            assertEquals("GET /request/facts", report.getString("route"));
            assertEquals(1, line(log, "\"Executions\":").getInteger("Executions"));
            assertFalse(log.lines().toString().contains("4bf92f3577b34da6a3ce929d0e0e4736"));
        } finally {
            client.finish();
            api.close();
        }
    }

    private static JsonObject line(CapturedLog log, String part) {
        return new JsonObject(log.with(part).findFirst().orElseThrow(() -> new AssertionError(log.lines())));
    }
}
