package dev.gather.door;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gather.GatherConfig;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The Lambda handler, the one place that blocks: it awaits the execution, and never longer than the invocation lasts.
 * Whatever goes wrong leaves it as an answer, or as a {@link FunctionError}: an {@code Error} would end Quarkus' poll
 * loop in silence.
 */
@Named("gather")
public class LambdaHandler implements RequestStreamHandler {
    private final EventDoor door;
    private final GatherConfig config;

    LambdaHandler(EventDoor door, GatherConfig config) {
        this.door = door;
        this.config = config;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        byte[] content = new byte[0];
        byte[] document;
        try {
            content = event.readAllBytes();
            document = answer(content, timeLimit(context));
        } catch (Throwable thrown) {
            document = door.failed(content, thrown);
        }
        answer.write(document);
    }

    private byte[] answer(byte[] event, Optional<Duration> timeLimit) {
        Duration longest =
                timeLimit.orElse(config.timeout()).plus(config.reserve().dividedBy(2));
        return door.answer(event, timeLimit).await().atMost(longest);
    }

    /** The invocation's remaining time less the reserve; unknown where the platform sends none, as in local tests. */
    private Optional<Duration> timeLimit(Context context) {
        long remaining = context == null ? 0 : context.getRemainingTimeInMillis();
        return remaining <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.max(1, remaining - config.reserve().toMillis())));
    }
}
