package dev.gather.stub;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A collector of OpenTelemetry, which reads what it gets with protobuf's own classes, and refuses what they do not know. */
public final class Collector implements AutoCloseable {
    /** The members that OTLP has in hexadecimal where protobuf's JSON would have base64. */
    private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final RawServer server = new RawServer(this::take);
    private volatile String answer = RawServer.ok("{}");
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** Starts it on a free port of 127.0.0.1. */
    public Collector() throws IOException {}

    private void take(RawServer.Request request, OutputStream out) throws IOException, InterruptedException {
        targets.add(request.line() + " " + request.header("content-type"));
        held.await();
        requests.add(read(request.body()));
        RawServer.write(out, answer);
    }

    private static ExportTraceServiceRequest read(String json) throws IOException {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        JsonFormat.parser().merge(((JsonObject) inBase64(new JsonObject(json))).encode(), request);
        return request.build();
    }

    private static Object inBase64(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject converted = new JsonObject();
            object.forEach(member -> converted.put(
                    member.getKey(),
                    IDS.contains(member.getKey())
                            ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex((String) member.getValue()))
                            : inBase64(member.getValue())));
            return converted;
        }
        return value instanceof JsonArray array
                ? new JsonArray(array.stream().map(Collector::inBase64).toList())
                : value;
    }

    /** Its URL. */
    public String url() {
        return server.url();
    }

    /** What it answers from now on. */
    public void answers(String http) {
        answer = http;
    }

    /** Lets it answer nothing any more, until it is closed. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** The first line and the content type of each request. */
    public List<String> targets() {
        return targets;
    }

    /** What it was told of where spans come from. */
    public Map<String, Object> resource() {
        return attributes(resourceSpans().get(0).getResource().getAttributesList());
    }

    private List<ResourceSpans> resourceSpans() {
        return requests.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .toList();
    }

    /** All spans so far. */
    public List<Span> spans() {
        return resourceSpans().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** The only span of a name. */
    public Span span(String name) {
        List<Span> found =
                spans().stream().filter(span -> span.getName().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " among " + spans());
        }
        return found.get(0);
    }

    /** The attributes of a span: texts, numbers and truth values. */
    public static Map<String, Object> attributes(Span span) {
        return attributes(span.getAttributesList());
    }

    private static Map<String, Object> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, attribute -> switch (attribute
                .getValue()
                .getValueCase()) {
            case STRING_VALUE -> attribute.getValue().getStringValue();
            case INT_VALUE -> attribute.getValue().getIntValue();
            case BOOL_VALUE -> attribute.getValue().getBoolValue();
            default -> attribute.getValue();
        }));
    }

    /** An id in hexadecimal. */
    public static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() throws IOException {
        held.countDown();
        server.close();
    }
}
