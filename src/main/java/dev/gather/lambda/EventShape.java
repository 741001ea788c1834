package dev.gather.lambda;

import dev.gather.execution.CallContext;
import dev.gather.web.FunctionAnswer;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import java.util.Map;
import java.util.Optional;

/** One of AWS' JSON formats for an HTTP request to a function and its answer. */
interface EventShape {
    /** Whether an event has this shape. */
    boolean describes(JsonFields event);

    /**
     * The request in an event.
     *
     * @throws dev.gather.failure.Failure if the event breaks its shape
     */
    WebRequest request(JsonFields event, CallContext call);

    /** The door's name in the log. */
    String door(JsonFields event);

    /** The id by which the service before the function logs the request, if it has one. */
    default Optional<String> correlationId(JsonFields event) {
        return event.fields("requestContext").text("requestId");
    }

    /** The document of an answer to an event. */
    default Map<String, Object> document(WebAnswer answer, JsonFields event) {
        return FunctionAnswer.document(answer);
    }

    /** Whether an answer may be binary, and therefore compressed. */
    default boolean takesBinary() {
        return true;
    }

    /** The largest size of the answer's document in bytes. */
    default long limit() {
        return FunctionAnswer.LIMIT;
    }
}
