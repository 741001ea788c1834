package dev.gather.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The event loop on which everything happens that no other event loop has brought. */
@ApplicationScoped
public class EventLoop implements Executor {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    private final Context context;

    /** One of its own. */
    public EventLoop(Vertx vertx) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Has somebody told when the loop runs out of memory, which ends whatever it was doing without a word. */
    public void onOutOfMemory(Consumer<OutOfMemoryError> listener) {
        context.exceptionHandler(thrown -> {
            LOG.error("an unexpected failure on the event loop", thrown);
            if (thrown instanceof OutOfMemoryError error) {
                listener.accept(error);
            }
        });
    }

    /** Does the work in one of the loop's next turns. */
    @Override
    public void execute(Runnable work) {
        context.runOnContext(ignored -> work.run());
    }

    /** The caller's event loop where it is on one, else this one. */
    public Context current() {
        return Context.isOnEventLoopThread() ? Vertx.currentContext() : context;
    }

    /** Does the work on that event loop: at once where that is the caller's. */
    public static void on(Context context, Runnable work) {
        if (Vertx.currentContext() == context) {
            work.run();
        } else {
            context.runOnContext(ignored -> work.run());
        }
    }
}
