package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.FunctionAnswer;
import dev.gather.web.QueryString;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Optional;

/**
 * The event of an Application Load Balancer. A setting of the target group decides whether headers and query have one value
 * per name or lists, and the answer must have the same mode.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda
 *     functions as targets</a>
 */
final class LoadBalancerShape implements EventShape {
    private static final long LIMIT = 1024 * 1024;

    @Override
    public boolean describes(JsonFields event) {
        return event.object().get("requestContext") instanceof Map<?, ?> context && context.get("elb") != null;
    }

    @Override
    public WebRequest request(JsonFields event, CallContext call) {
        return new WebRequest(
                EventParts.method(event.text("httpMethod")),
                event.text("path").orElse("/"),
                // A load balancer does not decode the names and values of the query.
                QueryString.decoded(EventParts.query(event)),
                EventParts.headers(event),
                Map.of(),
                EventParts.body(event),
                call);
    }

    @Override
    public String door(JsonFields event) {
        return "load-balancer";
    }

    /** The load balancer's own log has the tracing header. */
    @Override
    public Optional<String> correlationId(JsonFields event) {
        return Optional.ofNullable(EventParts.headers(event).get("x-amzn-trace-id"));
    }

    @Override
    public Map<String, Object> document(WebAnswer answer, JsonFields event) {
        Map<String, Object> document = FunctionAnswer.document(answer);
        document.put(
                "statusDescription", HttpResponseStatus.valueOf(answer.status()).toString());
        if (event.has(EventParts.HEADER_LISTS)) {
            document.remove("headers");
            document.put(EventParts.HEADER_LISTS, EventParts.lists(answer.headers()));
        }
        return document;
    }

    @Override
    public long limit() {
        return LIMIT;
    }
}
