package dev.gather.runtime;

import dev.gather.time.Clock;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** An invocation at work. Whoever claims it posts its answer: the event loop, or the watch where the function is lost. */
final class Running {
    private static final Logger LOG = Logger.getLogger(Running.class);

    private final Invocation invocation;
    private final AnswerDue due;
    private final Function.Task task;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private Runnable expiry = () -> {};

    Running(Invocation invocation, AnswerDue due, Function.Task task) {
        this.invocation = invocation;
        this.due = due;
        this.task = task;
    }

    String requestId() {
        return invocation.requestId();
    }

    AnswerDue due() {
        return due;
    }

    /**
     * The answer, made when this is subscribed to. The work is cancelled once it is no longer needed.
     *
     * @return fails with a {@link TimeoutException} when the answer is due, and with whatever the work fails with
     */
    Uni<Answer> answer(Clock clock) {
        return Uni.createFrom().emitter(emitter -> {
            expiry = () -> emitter.fail(new TimeoutException());
            Cancellable alarm = clock.after(due.last().remaining()).subscribe().with(passed -> expire());
            Cancellable making =
                    Uni.createFrom().deferred(task::answer).subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                alarm.cancel();
                making.cancel();
            });
        });
    }

    /** Fails the answer now, as if it had been due. */
    void expire() {
        expiry.run();
    }

    /** Whether the caller, and nobody else, may post the answer. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** The answer to be posted after a failure; never throws. */
    Answer failed(Throwable thrown) {
        try {
            return task.failed(thrown);
        } catch (OutOfMemoryError error) {
            return Answer.WITHOUT_MEMORY;
        } catch (Throwable another) {
            LOG.errorf(another, "request %s: its failure cannot be told", requestId());
            return Answer.WITHOUT_MEMORY;
        }
    }
}
