package dev.gather.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The event loop of calls that do not arrive on one. */
@ApplicationScoped
public class EventLoop implements Executor {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    private final Context context;

    /** Creates a new event loop context. */
    public EventLoop(Vertx vertx) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Calls the listener when the loop runs out of memory, which otherwise ends the current work silently. */
    public void onOutOfMemory(Consumer<OutOfMemoryError> listener) {
        context.exceptionHandler(thrown -> {
            if (thrown instanceof IOException) {
                // An idle connection was reset, or the like; what waits for an answer on it has been told.
                LOG.debug("a connection broke", thrown);
                return;
            }
            LOG.error("unexpected failure on the event loop", thrown);
            if (thrown instanceof OutOfMemoryError error) {
                listener.accept(error);
            }
        });
    }

    /** Runs the work in a later turn of the loop. */
    @Override
    public void execute(Runnable work) {
        context.runOnContext(ignored -> work.run());
    }

    /** The caller's event loop if the caller is on one, else this one. */
    public Context current() {
        Context own = Vertx.currentContext();
        return own != null && Context.isOnEventLoopThread() ? own : context;
    }

    /** Runs work on the caller's event loop, as {@link #on} does; at once if the caller is on none. */
    public static Executor here() {
        Context own = Vertx.currentContext();
        return own == null ? Runnable::run : work -> on(own, work);
    }

    /** Runs the work on an event loop; at once if the caller is on it, other than a thread that was handed its context. */
    public static void on(Context context, Runnable work) {
        if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
            work.run();
        } else {
            context.runOnContext(ignored -> work.run());
        }
    }
}
