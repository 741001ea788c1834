package dev.gather.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gather.failure.FunctionLost;
import dev.gather.time.CutOff;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The Lambda handler. Whatever goes wrong leaves it as an answer, or as a {@link FunctionError}: an {@code Error} would end
 * Quarkus' poll loop in silence. Where it means that the function is lost, the answer is its last.
 */
@Named("gather")
public class LambdaHandler implements RequestStreamHandler {
    private final EventDoor door;
    private final Invocations invocations;
    private final LastAnswer last;

    LambdaHandler(EventDoor door, Invocations invocations, LastAnswer last) {
        this.door = door;
        this.invocations = invocations;
        this.last = last;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        try {
            answer.write(respond(new Event(event.readAllBytes()), context));
        } catch (OutOfMemoryError error) {
            answer.write(failed(new Event(new byte[0]), error, context));
        }
    }

    private byte[] respond(Event event, Context context) {
        Optional<CutOff> cutOff = cutOff(context);
        try {
            return invocations.await(() -> door.handle(event, cutOff), cutOff);
        } catch (Throwable thrown) {
            return failed(event, thrown, context);
        }
    }

    private byte[] failed(Event event, Throwable thrown, Context context) {
        if (FunctionLost.isFatal(thrown) && last.isPossible()) {
            last.give(context.getAwsRequestId(), thrown, () -> EventDoor.failed(event, thrown));
        }
        return EventDoor.failed(event, thrown);
    }

    /** When the invocation ends. It may have ended already; outside of Lambda nobody says it. */
    private Optional<CutOff> cutOff(Context context) {
        return last.isPossible()
                ? Optional.of(CutOff.in(Duration.ofMillis(context.getRemainingTimeInMillis())))
                : Optional.empty();
    }
}
