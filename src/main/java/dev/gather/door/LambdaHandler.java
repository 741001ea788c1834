package dev.gather.door;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gather.GatherConfig;
import dev.gather.execution.Answer;
import jakarta.inject.Named;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The Lambda handler, the one place that blocks: it awaits the execution, and never longer than the invocation lasts.
 * Whatever goes wrong leaves it as a {@link FunctionError}: an {@code Error} would end Quarkus' poll loop in silence.
 */
@Named("gather")
public class LambdaHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(LambdaHandler.class);

    private final DirectDoor direct;
    private final GatherConfig config;

    LambdaHandler(DirectDoor direct, GatherConfig config) {
        this.direct = direct;
        this.config = config;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        try {
            answer.write(document(event.readAllBytes(), context));
        } catch (Throwable thrown) {
            throw functionError(thrown);
        }
    }

    private byte[] document(byte[] event, Context context) {
        return JsonBody.write(answer(event, timeLimit(context)).output());
    }

    private Answer answer(byte[] event, Optional<Duration> timeLimit) {
        Duration longest =
                timeLimit.orElse(config.timeout()).plus(config.reserve().dividedBy(2));
        return direct.answer(JsonBody.readObject(event, "the event"), timeLimit)
                .await()
                .atMost(longest);
    }

    /** The invocation's remaining time less the reserve; unknown where the platform sends none, as in local tests. */
    private Optional<Duration> timeLimit(Context context) {
        long remaining = context == null ? 0 : context.getRemainingTimeInMillis();
        return remaining <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.max(1, remaining - config.reserve().toMillis())));
    }

    private static FunctionError functionError(Throwable thrown) {
        Failure failure = Failure.from(thrown);
        if (failure.kind() == Failure.Kind.INTERNAL_ERROR) {
            LOG.error("an unexpected failure", thrown);
        }
        return FunctionError.of(failure);
    }
}
