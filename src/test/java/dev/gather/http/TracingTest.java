package dev.gather.http;

import static dev.gather.stub.Collector.attributes;
import static dev.gather.stub.Collector.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.CapturedLog;
import dev.gather.stub.Collector;
import dev.gather.stub.RawServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spans of executions, as a collector of OpenTelemetry sees them, and what upstreams are told of them. */
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String ASKING = "sources: { a: { http: 'GET raw:/planted/a?q=planted' } }\noutput: '{% $a %}'";

    private final List<RawServer.Request> asked = new CopyOnWriteArrayList<>();
    private final RawServer server;
    private final Collector collector;
    private HttpRun run;

    TracingTest() throws IOException {
        server = new RawServer((request, out) -> {
            asked.add(request);
            switch (request.token().replaceFirst("\\?.*", "")) {
                case "fails" -> RawServer.write(out, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
                case "hangs" -> Thread.sleep(60_000);
                default -> RawServer.write(out, RawServer.ok("1"));
            }
        });
        collector = new Collector();
        run = new HttpRun(server.url(), settings(collector.url(), "20s"));
    }

    private static Map<String, String> settings(String collector, String timeout) {
        return Map.of(
                "tracing",
                "otlp",
                "otlp.url",
                collector,
                "otlp.timeout",
                timeout,
                "upstreams.raw.headers.x-key",
                "planted");
    }

    @AfterEach
    void close() throws IOException {
        run.close();
        collector.close();
        server.close();
    }

    @Test
    void haveOneSpanForTheExecutionEachSourceAndEachRequest() {
        assertEquals(1, HttpRun.output(run.run(ASKING, Map.of("traceparent", TRACEPARENT))));

        Span execution = collector.span("test");
        Span source = collector.span("a");
        Span request = collector.span("GET");
        assertEquals(3, collector.spans().size());
        for (Span span : collector.spans()) {
            assertEquals(TRACE, hex(span.getTraceId()));
            assertTrue(span.getStartTimeUnixNano() <= span.getEndTimeUnixNano());
            assertTrue(span.getStartTimeUnixNano() >= execution.getStartTimeUnixNano());
            assertFalse(span.hasStatus());
        }
        assertEquals(PARENT, hex(execution.getParentSpanId()));
        assertEquals(execution.getSpanId(), source.getParentSpanId());
        assertEquals(source.getSpanId(), request.getParentSpanId());
        assertEquals(Span.SpanKind.SPAN_KIND_SERVER, execution.getKind());
        assertEquals(Span.SpanKind.SPAN_KIND_INTERNAL, source.getKind());
        assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, request.getKind());
        assertEquals(
                Map.of(
                        "http.request.method", "GET",
                        "http.response.status_code", 200L,
                        "server.address", "127.0.0.1",
                        "server.port", (long) java.net.URI.create(server.url()).getPort(),
                        "peer.service", "raw"),
                attributes(request));
        assertEquals(
                Map.of("gather.source", "a", "gather.outcome", "value", "gather.attempts", 1L), attributes(source));
        assertEquals(Map.of("gather.composition", "test"), attributes(execution));
        assertEquals("gather", collector.resource().get("service.name"));
        assertEquals(List.of("POST /v1/traces HTTP/1.1 application/json"), collector.targets());
        assertFalse(collector.spans().toString().contains("planted"));
    }

    @Test
    void areTheParentsOfWhatUpstreamsDo() {
        var unused = run.run(
                ASKING,
                Map.of(
                        "traceparent", TRACEPARENT,
                        "tracestate", "a=b",
                        "x-amzn-trace-id", "Root=1-581cf771-a006649127e371903a2de979;Parent=53995c3f42cd8ad8"));

        String id = hex(collector.span("GET").getSpanId());
        RawServer.Request sent = asked.get(0);
        assertEquals("00-" + TRACE + "-" + id + "-01", sent.header("traceparent"));
        assertEquals("a=b", sent.header("tracestate"));
        assertEquals(
                "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=" + id + ";Sampled=1", sent.header("x-amzn-trace-id"));
    }

    @Test
    void belongToTheTraceOfXRayWithoutAnother() {
        var unused = run.run(
                ASKING,
                Map.of(
                        "traceparent",
                        "none",
                        "tracestate",
                        "a=b",
                        "x-amzn-trace-id",
                        "Self=1;Root=1-581cf771-a006649127e371903a2de979;Parent=53995c3f42cd8ad8"));

        Span execution = collector.span("test");
        assertEquals("581cf771a006649127e371903a2de979", hex(execution.getTraceId()));
        assertEquals("53995c3f42cd8ad8", hex(execution.getParentSpanId()));
        assertEquals("", asked.get(0).header("tracestate"), "it belongs to a trace that is none");
    }

    @Test
    void beginATraceWithoutAny() {
        var unused = run.runs(ASKING, 2, 1);

        List<Span> executions = collector.spans().stream()
                .filter(span -> span.getName().equals("test"))
                .toList();
        assertEquals(2, executions.size());
        assertNotEquals(executions.get(0).getTraceId(), executions.get(1).getTraceId());
        assertTrue(executions.get(0).getParentSpanId().isEmpty());
        assertEquals("", asked.get(0).header("x-amzn-trace-id"), "nobody speaks of X-Ray");
    }

    @Test
    void areNotMadeWhereTheCallerDoesNotWantThem() {
        String unsampled = "00-" + TRACE + "-" + PARENT + "-00";

        var unused = run.run(ASKING, Map.of("traceparent", unsampled));

        assertEquals(List.of(), collector.targets());
        assertEquals(unsampled, asked.get(0).header("traceparent"));
    }

    @Test
    void haveEachAttemptAndItsFailure() {
        var unused = run.runs("sources: { a: { http: 'GET raw:/fails', retries: 1 } }\noutput: 1", 1, 1);

        List<Span> attempts = collector.spans().stream()
                .filter(span -> span.getName().equals("GET"))
                .toList();
        assertEquals(2, attempts.size());
        for (Span attempt : attempts) {
            assertEquals("status", attributes(attempt).get("error.type"));
            assertEquals(503L, attributes(attempt).get("http.response.status_code"));
            assertEquals(2, attempt.getStatus().getCodeValue());
        }
        assertEquals("failed", attributes(collector.span("a")).get("gather.outcome"));
        assertEquals("502", attributes(collector.span("test")).get("error.type"));
    }

    @Test
    void waitForTheNextExecutionWhereNoTimeIsLeft() {
        var unused = run.runs("timeout: 200ms\nsources: { a: { http: 'GET raw:/hangs' } }\noutput: 1", 1, 1);
        assertEquals(List.of(), collector.targets());

        var unusedToo = run.run(ASKING);

        assertEquals(1, collector.targets().size());
        List<Object> errors = collector.spans().stream()
                .filter(span -> span.getName().equals("GET"))
                .map(span -> attributes(span).getOrDefault("error.type", "none"))
                .toList();
        assertEquals(2, errors.size());
        assertEquals("none", errors.get(1));
    }

    @Test
    void costNothingWhereACollectorTakesNone() {
        collector.answers("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(1, HttpRun.output(run.run(ASKING)));
            }

            assertEquals(1, collector.targets().size(), "it is left alone");
            assertEquals(1, log.with("the collector takes no spans").count());
        }
    }

    @Test
    void costNothingWhereNoCollectorIs() throws Exception {
        String gone;
        try (Collector once = new Collector()) {
            gone = once.url();
        }
        run.close();
        run = new HttpRun(server.url(), settings(gone, "20s"));

        assertEquals(1, HttpRun.output(run.run(ASKING)));
    }

    @Test
    void costLittleWhereACollectorHangs() {
        collector.hold();
        run.close();
        run = new HttpRun(server.url(), settings(collector.url(), "50ms"));
        try (CapturedLog log = new CapturedLog()) {
            assertEquals(1, HttpRun.output(run.run(ASKING)));
            assertEquals(1, HttpRun.output(run.run(ASKING)));

            assertTrue(collector.targets().size() <= 1, "it is left alone");
            assertEquals(
                    1,
                    log.with("the collector takes no spans").count(),
                    log.lines().toString());
        }
    }
}
