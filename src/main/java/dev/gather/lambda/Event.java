package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.web.JsonBody;
import java.util.List;
import java.util.Optional;

/** An event as Lambda brought it. It is read once, by whoever asks first for what is in it. */
final class Event {
    /** A load balancer's events also look like those of payload 1.0, so that it comes first. */
    private static final List<EventShape> SHAPES =
            List.of(new HttpApiShape(), new LoadBalancerShape(), new RestApiShape(), new LatticeShape());

    private final byte[] content;
    private volatile Optional<JsonFields> fields = Optional.empty();
    private volatile Optional<Failure> unreadable = Optional.empty();

    Event(byte[] content) {
        this.content = content;
    }

    /**
     * The event's object.
     *
     * @throws Failure if it is no JSON object
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
     * The shape of the HTTP request that it brings, if it brings one.
     *
     * @throws Failure if it is no JSON object
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
