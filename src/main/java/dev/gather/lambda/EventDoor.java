package dev.gather.lambda;

import dev.gather.failure.Failure;
import dev.gather.time.CutOff;
import dev.gather.web.Compression;
import dev.gather.web.Failures;
import dev.gather.web.JsonBody;
import dev.gather.web.ProblemDocument;
import dev.gather.web.ReportHeaders;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import dev.gather.web.WebRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way in for every event of Lambda: one of HTTP's shapes leads to the {@link WebDoor}, any other to the {@link
 * DirectDoor}. The shapes are told apart by what is in them.
 */
@ApplicationScoped
class EventDoor {
    /** A load balancer's events also look like those of payload 1.0, so that it comes first. */
    private static final List<EventShape> SHAPES =
            List.of(new HttpApiShape(), new LoadBalancerShape(), new RestApiShape(), new LatticeShape());

    private final WebDoor web;
    private final DirectDoor direct;

    EventDoor(WebDoor web, DirectDoor direct) {
        this.web = web;
        this.direct = direct;
    }

    /** The document to answer an event with. HTTP's shapes get one for every failure; others fail. */
    Uni<byte[]> answer(byte[] content, Optional<CutOff> cutOff) {
        JsonFields event = read(content);
        ForeignEvent.of(event).ifPresent(foreign -> {
            throw Failure.of(Failure.Code.INVALID_REQUEST, foreign.message());
        });
        return shape(event).map(shape -> answer(shape, event, cutOff)).orElseGet(() -> direct.answer(event, cutOff));
    }

    /**
     * The document for an event that could not be answered at all.
     *
     * @throws FunctionError if the event has none of HTTP's shapes
     */
    byte[] failed(byte[] content, Throwable thrown) {
        Failure failure = Failures.logged(thrown);
        return recognized(content)
                .flatMap(event -> shape(event).map(shape -> document(shape, ProblemDocument.answer(failure), event)))
                .orElseThrow(() -> FunctionError.of(failure));
    }

    private Uni<byte[]> answer(EventShape shape, JsonFields event, Optional<CutOff> cutOff) {
        WebRequest request;
        try {
            request = shape.request(event, cutOff);
        } catch (Failure e) {
            return Uni.createFrom().item(document(shape, ProblemDocument.answer(e), event));
        }
        return web.answer(request)
                .onItem()
                .transform(answer -> shape.takesBinary() ? Compression.gzip(request, answer) : answer)
                .onItem()
                .transform(answer -> limited(shape, request, answer, event));
    }

    private byte[] limited(EventShape shape, WebRequest request, WebAnswer answer, JsonFields event) {
        byte[] document = document(shape, answer, event);
        if (document.length <= shape.limit()) {
            return document;
        }
        Failure failure = Failures.tooLargeAnswer(document.length, shape.limit());
        return document(
                shape, web.finish(request, ProblemDocument.answer(failure).with(ReportHeaders.of(answer))), event);
    }

    private static byte[] document(EventShape shape, WebAnswer answer, JsonFields event) {
        return JsonBody.write(shape.document(answer, event));
    }

    static JsonFields read(byte[] content) {
        Map<String, Object> event = JsonBody.readObject(content, "the event");
        return new JsonFields(event, "event");
    }

    private static Optional<JsonFields> recognized(byte[] content) {
        try {
            return Optional.of(read(content));
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    static Optional<EventShape> shape(JsonFields event) {
        if (ForeignEvent.of(event).isPresent()) {
            return Optional.empty();
        }
        return SHAPES.stream().filter(shape -> shape.describes(event)).findFirst();
    }
}
