package dev.gather.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Events that look like an HTTP request but need a different kind of answer, and are refused. */
enum ForeignEvent {
    /** API Gateway asks whether a request is allowed. A composition's output must not be taken for a policy. */
    AUTHORIZER("the event asks a Lambda authorizer whether a request is allowed, and Gather is not one") {
        @Override
        boolean describes(JsonFields event) {
            return event.has("methodArn") || event.has("routeArn");
        }
    },
    /** A WebSocket API reports a connection or a message. */
    WEB_SOCKET("the event comes from a WebSocket API, which Gather does not serve") {
        @Override
        boolean describes(JsonFields event) {
            return event.object().get("requestContext") instanceof Map<?, ?> context
                    && (context.get("connectionId") != null || context.get("messageDirection") != null);
        }
    };

    private final String message;

    ForeignEvent(String message) {
        this.message = message;
    }

    abstract boolean describes(JsonFields event);

    /** Why events of this kind are refused. */
    String message() {
        return message;
    }

    static Optional<ForeignEvent> of(JsonFields event) {
        return Stream.of(values()).filter(kind -> kind.describes(event)).findFirst();
    }
}
