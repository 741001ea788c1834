package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.WebRequest;

/**
 * Payload format 1.0: API Gateway's REST APIs, and HTTP APIs that are configured for it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     Lambda proxy integrations</a>
 */
final class RestApiShape implements EventShape {
    @Override
    public boolean describes(JsonFields event) {
        return event.has("httpMethod") && event.has("path") && event.has("requestContext");
    }

    @Override
    public WebRequest request(JsonFields event, CallContext call) {
        return new WebRequest(
                EventParts.method(event.text("httpMethod")),
                path(event),
                EventParts.query(event),
                EventParts.headers(event),
                Claims.ofRestApi(event.fields("requestContext")),
                EventParts.body(event),
                call);
    }

    @Override
    public String door(JsonFields event) {
        return "rest-api";
    }

    /** Only HTTP APIs include the payload's version, and only they put the stage in front of the path. */
    private static String path(JsonFields event) {
        String path = event.text("path").orElse("/");
        return event.has("version") ? EventParts.withoutStage(path, event.fields("requestContext")) : path;
    }

    /** An API without configured binary media types would pass base64 on as text. */
    @Override
    public boolean takesBinary() {
        return false;
    }
}
