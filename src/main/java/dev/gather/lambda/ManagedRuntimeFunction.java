package dev.gather.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.gather.source.Priming;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;
import org.crac.Resource;
import sun.misc.Signal;

/**
 * The function on Lambda's managed Java runtimes. It starts the application while Lambda initializes the function, when
 * a failure is told as such; Quarkus alone would start at the first event. Before SnapStart takes its snapshot, it runs
 * once through what the first event will need.
 */
public final class ManagedRuntimeFunction implements Resource {
    private final QuarkusStreamHandler quarkus = new QuarkusStreamHandler();

    /** Starts the application. Throws what keeps it from starting, such as the problems of the compositions. */
    public ManagedRuntimeFunction() {
        Quarkus.manualStart();
        Core.getGlobalContext().register(this);
        Signal.handle(new Signal("TERM"), signal -> end());
    }

    /** Lambda tells only those functions that they are to end which have an extension. */
    private static void end() {
        try {
            Arc.container().select(Invocations.class).get().finish();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Answers one event; Lambda calls it. */
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        quarkus.handleRequest(event, answer, context);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Arc.container().select(Priming.class).forEach(Priming::prime);
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Priming leaves no connection behind, so there is nothing to bring back to life.
    }
}
