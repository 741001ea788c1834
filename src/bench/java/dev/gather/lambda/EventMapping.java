package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.JsonBody;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an event of 10 KB costs: to parse, recognize and map to a request, and to write its answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventMapping {
    private static final int SIZE = 10_000;

    /** The event's shape. */
    @Param({"HTTP_API", "REST_API", "LOAD_BALANCER"})
    public String shape;

    private byte[] event;
    private JsonFields read;
    private EventShape found;
    private WebAnswer answer;

    /** Makes the event; its body fills it up to 10 KB. */
    @Setup
    public void prepare() {
        JsonObject document = event();
        String rest = "x".repeat(SIZE - document.encode().length());
        event = document.put("body", "{\"text\":\"" + rest + "\"}").encode().getBytes(StandardCharsets.UTF_8);
        Event came = new Event(event);
        read = came.fields();
        found = came.shape().orElseThrow();
        answer = WebAnswer.json(200, "application/json", Map.of("text", rest));
    }

    private JsonObject event() {
        JsonObject headers = new JsonObject().put("content-type", "application/json");
        JsonObject lists = new JsonObject();
        for (int i = 0; i < 20; i++) {
            headers.put("X-Header-" + i, "the value of header " + i);
            lists.put("X-Header-" + i, new JsonArray().add("the value of header " + i));
        }
        JsonObject context = new JsonObject().put("stage", "prod");
        JsonObject event = new JsonObject().put("headers", headers).put("requestContext", context);
        return switch (shape) {
            case "HTTP_API" -> {
                context.put("http", new JsonObject().put("method", "POST"));
                yield event.put("version", "2.0")
                        .put("rawPath", "/prod/customers/42/overview")
                        .put("rawQueryString", "latest=3&tags=a&tags=b%20c");
            }
            case "LOAD_BALANCER" -> {
                context.put("elb", new JsonObject().put("targetGroupArn", "arn:aws:x"));
                yield event.put("httpMethod", "POST")
                        .put("path", "/customers/42/overview")
                        .put("queryStringParameters", new JsonObject().put("latest", "3"));
            }
            default ->
                event.put("httpMethod", "POST")
                        .put("path", "/customers/42/overview")
                        .put("multiValueHeaders", lists)
                        .put("queryStringParameters", new JsonObject().put("latest", "3"));
        };
    }

    /** From the event's bytes to the request. */
    @Benchmark
    public WebRequest parseRecognizeAndMap() {
        Event came = new Event(event);
        return came.shape().orElseThrow().request(came.fields(), CallContext.NONE);
    }

    /** From the parsed event to the request. */
    @Benchmark
    public WebRequest recognizeAndMap() {
        return Event.shape(read).orElseThrow().request(read, CallContext.NONE);
    }

    /** From an answer of the same size to the document's bytes. */
    @Benchmark
    public byte[] write() {
        return JsonBody.write(found.document(answer, read));
    }
}
