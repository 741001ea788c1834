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

/**
 * The function on Lambda's managed Java runtimes. It starts the application while Lambda initializes the function, so that a
 * failure to start is reported as such; Quarkus itself would start at the first event. Before SnapStart takes its snapshot,
 * it runs the code that the first event needs.
 */
public final class ManagedRuntimeFunction implements Resource {
    private final QuarkusStreamHandler quarkus = new QuarkusStreamHandler();

    /** Starts the application. Throws any exception that prevents the start, such as the problems of the compositions. */
    public ManagedRuntimeFunction() {
        Quarkus.manualStart();
        Core.getGlobalContext().register(this);
        TermSignal.handle(ManagedRuntimeFunction::end);
    }

    /** Lambda sends the signal only to functions with an extension. */
    private static void end() {
        try {
            Arc.container().select(Invocations.class).get().finish();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the signal's thread is never interrupted", e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Called by Lambda for each event. */
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        quarkus.handleRequest(event, answer, context);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Arc.container().select(Priming.class).forEach(Priming::prime);
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Priming leaves no connections behind, so there is nothing to restore.
    }
}
