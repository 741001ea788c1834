package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.web.JsonBody;
import java.util.List;
import java.util.Optional;

/** A Lambda event. Its JSON is read once, at the first use. */
final class Event {
    /** The load balancer comes before payload 1.0, since its events also look like that. */
    private static final List<EventShape> SHAPES =
            List.of(new HttpApiShape(), new LoadBalancerShape(), new RestApiShape(), new LatticeShape());

    private final byte[] content;
    private volatile Optional<JsonFields> fields = Optional.empty();
    private volatile Optional<Failure> unreadable = Optional.empty();

    Event(byte[] content) {
        this.content = content;
    }

    /**
     * The event's JSON object.
     *
     * @throws Failure if it is not a JSON object
     */
    JsonFields fields() {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        if (fields.isEmpty()) {
            fields = Optional.of(read());
        }
        return fields.get();
    }

    private JsonFields read() {
        try {
            return new JsonFields(JsonBody.readObject(content, "the event"), "event");
        } catch (Failure failure) {
            unreadable = Optional.of(failure);
            throw failure;
        }
    }

    /**
     * The event's shape, if it carries an HTTP request.
     *
     * @throws Failure if it is not a JSON object
     */
    Optional<EventShape> shape() {
        return shape(fields());
    }

    static Optional<EventShape> shape(JsonFields event) {
        if (ForeignEvent.of(event).isPresent()) {
            return Optional.empty();
        }
        return SHAPES.stream().filter(shape -> shape.describes(event)).findFirst();
    }
}
