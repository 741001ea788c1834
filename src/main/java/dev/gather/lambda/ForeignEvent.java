package dev.gather.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Events that look like an HTTP request, and ask for something else than its answer. */
enum ForeignEvent {
    /** API Gateway asks whether a request is allowed; a document in place of a policy must not mean yes or no. */
    AUTHORIZER("the event asks a Lambda authorizer whether a request is allowed, and Gather is none") {
        @Override
        boolean describes(JsonFields event) {
            return event.has("methodArn") || event.has("routeArn");
        }
    },
    /** A WebSocket API tells of a connection or a message. */
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

    /** Why nothing answers an event of this kind. */
    String message() {
        return message;
    }

    static Optional<ForeignEvent> of(JsonFields event) {
        return Stream.of(values()).filter(kind -> kind.describes(event)).findFirst();
    }
}
