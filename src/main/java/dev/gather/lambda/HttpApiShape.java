package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.QueryString;
import dev.gather.web.WebRequest;
import java.util.List;
import java.util.Map;

/**
 * Payload format 2.0: API Gateway's HTTP APIs, and function URLs.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations</a>
 */
final class HttpApiShape implements EventShape {
    /** What the domains of all function URLs have in their name. */
    private static final String FUNCTION_URL = ".lambda-url.";

    @Override
    public boolean describes(JsonFields event) {
        return "2.0".equals(event.object().get("version"))
                && event.object().get("requestContext") instanceof Map<?, ?> context
                && context.get("http") != null;
    }

    @Override
    public WebRequest request(JsonFields event, CallContext call) {
        JsonFields context = event.fields("requestContext");
        JsonFields http = context.fields("http");
        return new WebRequest(
                EventParts.method(http.text("method")),
                EventParts.withoutStage(path(event, context), context),
                event.text("rawQueryString")
                        .map(QueryString::parse)
                        .orElseGet(() -> EventParts.lists(event.texts("queryStringParameters"))),
                headers(event),
                Claims.ofHttpApi(context.fields("authorizer")),
                EventParts.body(event),
                call);
    }

    @Override
    public String door(JsonFields event) {
        String domain = event.fields("requestContext").text("domainName").orElse("");
        return domain.contains(FUNCTION_URL) ? "function-url" : "http-api";
    }

    /** HTTP APIs decode the path, function URLs do not. */
    private static String path(JsonFields event, JsonFields context) {
        String path = event.text("rawPath").orElse("/");
        String domain = context.text("domainName").orElse("");
        boolean decoded = context.has("apiId") && !domain.isEmpty() && !domain.contains(FUNCTION_URL);
        return decoded ? QueryString.encodePath(path) : path;
    }

    /** Cookies have a member of their own in this payload. */
    private static Map<String, String> headers(JsonFields event) {
        Map<String, String> headers = WebRequest.joined(EventParts.lists(event.texts("headers")));
        List<String> cookies = event.list("cookies");
        if (!cookies.isEmpty()) {
            headers.put("cookie", String.join("; ", cookies));
        }
        return headers;
    }
}
