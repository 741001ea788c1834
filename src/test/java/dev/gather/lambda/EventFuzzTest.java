package dev.gather.lambda;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gather.execution.CallContext;
import dev.gather.failure.Failure;
import dev.gather.fuzz.Json;
import dev.gather.fuzz.Limits;
import dev.gather.web.JsonBody;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whatever comes in as an event. */
class EventFuzzTest {
    /** The members by which shapes are told, and those that they read. */
    private static final String[] MEMBERS = {
        "version",
        "requestContext",
        "httpMethod",
        "path",
        "rawPath",
        "rawQueryString",
        "headers",
        "multiValueHeaders",
        "queryStringParameters",
        "multiValueQueryStringParameters",
        "body",
        "isBase64Encoded",
        "cookies",
        "http",
        "elb",
        "authorizer",
        "jwt",
        "claims",
        "lambda",
        "stage",
        "method",
        "raw_path",
        "query_string_parameters",
        "routeKey",
        "serviceNetworkArn",
        "apiId",
        "domainName",
        "type",
        "methodArn",
        "identity",
        "composition",
        "input",
        "report"
    };

    private static final String[] TEXTS = {
        "2.0", "1.0", "GET", "POST", "/a/b", "a=b&a=%zz", "%", "$default", "REQUEST", "é"
    };

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void readsAnyBytes(FuzzedDataProvider data) {
        byte[] content = data.consumeRemainingAsBytes();
        Limits.check(() -> read(content), Failure.class);
    }

    @FuzzTest(maxDuration = Limits.DURATION, maxExecutions = Limits.EXECUTIONS)
    void readsAnyEventThatLooksLikeOne(FuzzedDataProvider data) {
        byte[] content = JsonBody.write(event(data, 0));
        Limits.check(() -> read(content), Failure.class);
    }

    private static Map<String, Object> event(FuzzedDataProvider data, int depth) {
        Map<String, Object> event = new LinkedHashMap<>();
        int size = data.consumeInt(0, 8);
        for (int i = 0; i < size; i++) {
            event.put(data.pickValue(MEMBERS), member(data, depth));
        }
        return event;
    }

    private static Object member(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth < 3 ? 4 : 2)) {
            case 0 -> data.pickValue(TEXTS);
            case 1 -> new String(data.consumeString(20).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            case 2 -> data.consumeBoolean();
            case 3 -> event(data, depth + 1);
            default -> List.of(data.pickValue(TEXTS), Json.object(data).size());
        };
    }

    private static Object read(byte[] content) {
        Event event = new Event(content);
        return event.shape()
                .map(shape -> {
                    WebRequest request = shape.request(event.fields(), CallContext.NONE);
                    return shape.document(WebAnswer.json(200, "application/json", request.variable()), event.fields());
                })
                .orElse(Map.of());
    }
}
