package dev.gather.lambda;

import dev.gather.time.CutOff;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import java.util.Map;
import java.util.Optional;

/** One shape in which AWS hands an HTTP request to a function, and takes the answer. */
interface EventShape {
    /** Whether an event has this shape. */
    boolean describes(JsonFields event);

    /**
     * The request in an event.
     *
     * @throws dev.gather.failure.Failure if the event breaks its shape
     */
    WebRequest request(JsonFields event, Optional<CutOff> cutOff);

    /** The document that stands for an answer to an event. */
    Map<String, Object> document(WebAnswer answer, JsonFields event);

    /** Whether an answer may be binary, and so compressed. */
    boolean takesBinary();

    /** The most bytes that the answer's document may have. */
    long limit();
}
