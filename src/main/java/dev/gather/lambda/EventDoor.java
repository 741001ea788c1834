package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.time.CutOff;
import dev.gather.web.Envelope;
import dev.gather.web.Failures;
import dev.gather.web.JsonBody;
import dev.gather.web.ProblemDocument;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import dev.gather.web.WebRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The way in for every event of Lambda: one of HTTP's shapes leads to the {@link WebDoor}, any other to the {@link
 * DirectDoor}. The shapes are told apart by what is in them.
 */
@ApplicationScoped
class EventDoor {
    private final WebDoor web;
    private final DirectDoor direct;

    EventDoor(WebDoor web, DirectDoor direct) {
        this.web = web;
        this.direct = direct;
    }

    /** The document that answers an event. HTTP's shapes get one for every failure; others fail. */
    Uni<byte[]> handle(Event event, Optional<CutOff> cutOff) {
        ForeignEvent.of(event.fields()).ifPresent(foreign -> {
            throw Failure.of(Failure.Code.INVALID_REQUEST, foreign.message());
        });
        return event.shape()
                .map(shape -> handle(shape, event.fields(), cutOff))
                .orElseGet(() -> direct.invoke(event.fields(), cutOff));
    }

    private Uni<byte[]> handle(EventShape shape, JsonFields event, Optional<CutOff> cutOff) {
        Sealing envelope = new Sealing(shape, event);
        WebRequest request;
        try {
            request = shape.request(event, cutOff);
        } catch (Failure broken) {
            return Uni.createFrom().item(envelope.seal(ProblemDocument.render(broken)));
        }
        return web.handle(request, envelope);
    }

    /**
     * The document for an event that could not be answered at all.
     *
     * @throws FunctionError if the event has none of HTTP's shapes
     */
    static byte[] failed(Event event, Throwable thrown) {
        Failure failure = Failures.logged(thrown);
        return shape(event)
                .map(shape -> new Sealing(shape, event.fields()).seal(ProblemDocument.render(failure)))
                .orElseThrow(() -> FunctionError.of(failure));
    }

    private static Optional<EventShape> shape(Event event) {
        try {
            return event.shape();
        } catch (Failure unreadable) {
            return Optional.empty();
        }
    }

    /** The document in which a shape's event is answered. */
    private record Sealing(EventShape shape, JsonFields event) implements Envelope<byte[]> {
        @Override
        public boolean takesBinary() {
            return shape.takesBinary();
        }

        @Override
        public byte[] seal(WebAnswer answer) {
            return JsonBody.write(shape.document(answer, event), shape.limit());
        }
    }
}
