package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts that several shapes of events have in common. */
final class EventParts {
    /** The member with lists of header values, in payload 1.0 and in events of load balancers. */
    static final String HEADER_LISTS = "multiValueHeaders";

    private EventParts() {}

    static String method(Optional<String> method) {
        return method.orElseThrow(() -> Failure.of(Failure.Code.INVALID_REQUEST, "the event names no HTTP method"))
                .toUpperCase(Locale.ROOT);
    }

    /** The path without the stage, which HTTP APIs put in front of it unless it is {@code $default}. */
    static String withoutStage(String path, JsonFields context) {
        String stage = "/" + context.text("stage").orElse("$default");
        return WebRequest.below(stage, path);
    }

    /** The content, decoded if {@code isBase64Encoded} is true; empty if there is no body. */
    static byte[] body(JsonFields event) {
        return body(event, "isBase64Encoded");
    }

    /** @param encoded the member that is true if the body is base64 */
    static byte[] body(JsonFields event, String encoded) {
        String body = event.text("body").orElse("");
        if (!event.flag(encoded)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Code.INVALID_REQUEST, "the body is not base64, though the event says so");
        }
    }

    /** The query of payload 1.0 and of load balancers, not decoded. */
    static Map<String, List<String>> query(JsonFields event) {
        return multiValues(event, "queryStringParameters", "multiValueQueryStringParameters");
    }

    /** The headers of payload 1.0 and of load balancers. */
    static Map<String, String> headers(JsonFields event) {
        return WebRequest.joined(multiValues(event, "headers", HEADER_LISTS));
    }

    /** The member with a list of values per name, or if it is empty the one with a single value per name. */
    private static Map<String, List<String>> multiValues(JsonFields event, String single, String multi) {
        Map<String, List<String>> lists = event.textLists(multi);
        return lists.isEmpty() ? lists(event.texts(single)) : lists;
    }

    static Map<String, List<String>> lists(Map<String, String> single) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        single.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
