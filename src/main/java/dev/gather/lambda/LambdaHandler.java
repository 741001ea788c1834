package dev.gather.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gather.config.Concurrency;
import dev.gather.execution.CallContext;
import dev.gather.failure.FunctionLost;
import dev.gather.logging.LoggedCall;
import dev.gather.time.CutOff;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The Lambda handler. It runs on the invocation's thread, which waits while the event loop makes the answer. Any failure of
 * that becomes an answer or a {@link FunctionError}, never an {@code Error}, which would end Quarkus' poll loop without a
 * trace. If the failure means that the function is lost, the process ends with this answer.
 */
@Named("gather")
public class LambdaHandler implements RequestStreamHandler {
    /** Where Lambda's Java runtime and Quarkus' poll loop put the tracing header of X-Ray. */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

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
            answer.write(failed(new Event(new byte[0]), error, context, CallContext.NONE));
        }
    }

    private byte[] respond(Event event, Context context) {
        CallContext call = call(context);
        try {
            return invocations.await(() -> door.handle(event, call), call.cutOff());
        } catch (Throwable thrown) {
            return failed(event, thrown, context, call);
        }
    }

    private byte[] failed(Event event, Throwable thrown, Context context, CallContext call) {
        if (FunctionLost.isFatal(thrown) && last.isPossible()) {
            last.give(
                    context.getAwsRequestId(),
                    thrown,
                    () -> invocations.failAll(thrown),
                    () -> EventDoor.failed(event, thrown, call));
        }
        return EventDoor.failed(event, thrown, call);
    }

    /** What Lambda says about the invocation. It may have ended already; outside Lambda, nothing is known. */
    private CallContext call(Context context) {
        return last.isPossible()
                ? new CallContext(
                        Optional.of(CutOff.in(Duration.ofMillis(context.getRemainingTimeInMillis()))),
                        Optional.ofNullable(context.getTenantId()).filter(tenant -> !tenant.isEmpty()),
                        trace(context),
                        ClientContexts.text(context.getClientContext()),
                        LoggedCall.ofInvocation(context.getAwsRequestId(), trace(context), ColdStart.isFirst()))
                : CallContext.NONE;
    }

    /** The property holds the header of the latest invocation, which with several at once may be another one's. */
    private static Optional<String> trace(Context context) {
        Optional<String> own = Optional.ofNullable(context.getXrayTraceId());
        return own.or(() -> Optional.ofNullable(System.getProperty(TRACE_PROPERTY))
                        .filter(latest -> Concurrency.atOnce() == 1))
                .filter(header -> !header.isEmpty());
    }
}
