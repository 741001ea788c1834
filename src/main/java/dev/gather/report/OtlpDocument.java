package dev.gather.report;

import dev.gather.logging.LoggedCall;
import dev.gather.report.Report.Ending;
import dev.gather.report.Report.SourceReport;
import dev.gather.trace.CallSpan;
import dev.gather.trace.Spans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of an execution as OTLP has them in JSON: one for the execution, one for each source, and one for each request.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf encoding</a>
 */
final class OtlpDocument {
    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Spans spans;
    private final Report report;
    private final LoggedCall call;

    private OtlpDocument(Spans spans, Report report, LoggedCall call) {
        this.spans = spans;
        this.report = report;
        this.call = call;
    }

    /** The spans of an execution. */
    static List<Map<String, Object>> spans(Spans spans, Report report, LoggedCall call) {
        return new OtlpDocument(spans, report, call).all();
    }

    /** The document with the spans of any number of executions. */
    static Map<String, Object> of(List<Map<String, Object>> spans) {
        return Map.of(
                "resourceSpans",
                List.of(Map.of(
                        "resource",
                        Map.of("attributes", attributes(resource())),
                        "scopeSpans",
                        List.of(Map.of("scope", Map.of("name", "dev.gather"), "spans", spans)))));
    }

    private static Map<String, Object> resource() {
        Map<String, Object> resource = new LinkedHashMap<>();
        Optional<String> function = variable("AWS_LAMBDA_FUNCTION_NAME");
        resource.put(
                "service.name", variable("OTEL_SERVICE_NAME").or(() -> function).orElse("gather"));
        function.ifPresent(name -> {
            resource.put("cloud.provider", "aws");
            resource.put("cloud.platform", "aws_lambda");
            resource.put("faas.name", name);
        });
        variable("AWS_REGION").ifPresent(region -> resource.put("cloud.region", region));
        variable("AWS_LAMBDA_FUNCTION_VERSION").ifPresent(version -> resource.put("faas.version", version));
        return resource;
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    private List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(execution());
        report.sources().forEach(source -> source.span().ifPresent(times -> all.add(source(source, times))));
        spans.calls().forEach(request -> all.add(request(request)));
        return all;
    }

    private Map<String, Object> execution() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("gather.composition", report.composition());
        call.door().ifPresent(door -> attributes.put("gather.door", door));
        call.requestId().ifPresent(id -> attributes.put("faas.invocation_id", id));
        call.coldStart().ifPresent(cold -> attributes.put("faas.coldstart", cold));
        call.route().ifPresent(route -> {
            String[] parts = route.split(" ", 2);
            attributes.put("http.request.method", parts[0]);
            attributes.put("http.route", parts[1]);
            attributes.put("http.response.status_code", report.status());
        });
        boolean failed = report.status() >= FIRST_SERVER_ERROR;
        if (failed) {
            attributes.put("error.type", String.valueOf(report.status()));
        }
        if (!report.degraded().isEmpty()) {
            attributes.put("gather.degraded", report.degraded());
        }
        Map<String, Object> span = span(spans.id(), call.route().orElse(report.composition()), SERVER);
        spans.context().parentId().ifPresent(parent -> span.put("parentSpanId", parent));
        if (spans.dropped() > 0) {
            attributes.put("gather.calls_without_span", spans.dropped());
        }
        return ended(span, 0, report.time().toNanos(), attributes, failed);
    }

    private Map<String, Object> source(SourceReport source, Report.Span times) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("gather.source", source.name());
        attributes.put("gather.outcome", source.outcome().toString());
        attributes.put("gather.attempts", source.work().attempts());
        source.error().ifPresent(code -> attributes.put("error.type", code));
        Map<String, Object> span = span(spans.id(source.name()), source.name(), INTERNAL);
        span.put("parentSpanId", spans.id());
        boolean failed = source.outcome() == Ending.FAILED || source.outcome() == Ending.UNKNOWN;
        return ended(span, times.start().toNanos(), times.end().toNanos(), attributes, failed);
    }

    private Map<String, Object> request(CallSpan request) {
        Map<String, Object> span = span(request.id(), request.name(), CLIENT);
        span.put("parentSpanId", spans.id(request.source()));
        return ended(span, request.start(), request.end(), request.attributes(), request.failed());
    }

    private Map<String, Object> span(String id, String name, int kind) {
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("traceId", spans.context().traceId());
        span.put("spanId", id);
        span.put("name", name);
        span.put("kind", kind);
        return span;
    }

    /** 64 bit numbers are strings in the JSON of protobuf. */
    private Map<String, Object> ended(
            Map<String, Object> span, long start, long end, Map<String, Object> attributes, boolean failed) {
        span.put("startTimeUnixNano", Long.toString(spans.epochNanos(start)));
        span.put("endTimeUnixNano", Long.toString(spans.epochNanos(end)));
        span.put("attributes", attributes(attributes));
        if (failed) {
            span.put("status", Map.of("code", ERROR));
        }
        return span;
    }

    private static List<Map<String, Object>> attributes(Map<String, Object> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> Map.of("key", attribute.getKey(), "value", value(attribute.getValue())))
                .toList();
    }

    private static Map<String, Object> value(Object value) {
        if (value instanceof Boolean truth) {
            return Map.of("boolValue", truth);
        }
        if (value instanceof Number number) {
            return Map.of("intValue", Long.toString(number.longValue()));
        }
        return value instanceof List<?> list
                ? Map.of(
                        "arrayValue",
                        Map.of("values", list.stream().map(OtlpDocument::value).toList()))
                : Map.of("stringValue", String.valueOf(value));
    }
}
