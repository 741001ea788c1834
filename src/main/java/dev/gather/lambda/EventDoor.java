package dev.gather.lambda;

import dev.gather.config.Concurrency;
import dev.gather.execution.CallContext;
import dev.gather.failure.Failure;
import dev.gather.logging.CurrentCall;
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
 * The front door for Lambda events. An event with an HTTP request goes to the {@link WebDoor}, any other to the {@link
 * DirectDoor}; the shapes are recognized by their members.
 */
@ApplicationScoped
class EventDoor {
    private final WebDoor web;
    private final DirectDoor direct;

    /** Whether all that is logged belongs to the event that came last. */
    private final boolean oneAtATime = Concurrency.atOnce() == 1;

    EventDoor(WebDoor web, DirectDoor direct) {
        this.web = web;
        this.direct = direct;
    }

    /** The answer to an event as JSON. For an HTTP request a failure is an answer, too; for other events it is thrown. */
    Uni<byte[]> handle(Event event, CallContext call) {
        begin(call);
        ForeignEvent.of(event.fields()).ifPresent(foreign -> {
            throw Failure.of(Failure.Code.INVALID_REQUEST, foreign.message());
        });
        return event.shape()
                .map(shape -> handle(shape, event.fields(), call))
                .orElseGet(() -> invoke(event, call.through("direct", Optional.empty())));
    }

    private Uni<byte[]> invoke(Event event, CallContext call) {
        begin(call);
        return direct.invoke(event.fields(), call);
    }

    private void begin(CallContext call) {
        if (oneAtATime && call.logged().requestId().isPresent()) {
            CurrentCall.begin(call.logged());
        }
    }

    private Uni<byte[]> handle(EventShape shape, JsonFields event, CallContext call) {
        Sealing envelope = new Sealing(shape, event);
        WebRequest request;
        try {
            request = shape.request(event, call.through(shape.door(event), shape.correlationId(event)));
            begin(request.call());
        } catch (Failure broken) {
            return Uni.createFrom().item(envelope.seal(ProblemDocument.render(broken)));
        }
        return web.handle(request, envelope);
    }

    /**
     * The answer to an event whose handling has failed, as JSON.
     *
     * @throws FunctionError if the event does not carry an HTTP request
     */
    static byte[] failed(Event event, Throwable thrown, CallContext call) {
        Failure failure = CurrentCall.during(call.logged(), () -> Failures.logged(thrown));
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

    /** Puts answers into the form of an event's shape. */
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
