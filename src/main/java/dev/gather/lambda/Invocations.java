package dev.gather.lambda;

import dev.gather.config.GatherConfig;
import dev.gather.failure.FunctionLost;
import dev.gather.runtime.AnswerDue;
import dev.gather.time.CutOff;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs Lambda's invocations, one at a time. The invocation's thread waits here while the event loop makes the answer, so it
 * can still answer if the event loop hangs.
 */
@ApplicationScoped
class Invocations {
    private static final Logger LOG = Logger.getLogger(Invocations.class);

    /** In a shorter first invocation of a JVM, whose turns load classes, an event loop without a turn is not held. */
    private static final Duration SHORTEST_FIRST = Duration.ofSeconds(1);

    /** Shorter than the 300 ms after which Lambda, at the earliest, kills a process that it has asked to end. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final EventLoop loop;
    private final Reserve reserve;
    private final Duration longest;
    private boolean first = true;
    private volatile long answeredAt = System.nanoTime();
    private volatile CompletableFuture<byte[]> current = CompletableFuture.completedFuture(new byte[0]);

    @Inject
    Invocations(EventLoop loop, Reserve reserve, GatherConfig config) {
        this(loop, reserve, config.timeout());
    }

    Invocations(EventLoop loop, Reserve reserve, Duration longest) {
        this.loop = loop;
        this.reserve = reserve;
        this.longest = longest;
        loop.onOutOfMemory(error -> current.completeExceptionally(error));
    }

    /**
     * Makes an answer on the event loop, and waits for it.
     *
     * @param cutOff when the platform ends the invocation, if it is known
     * @throws TimeoutException if there is no answer by the start of the reserve before the invocation's end
     * @throws FunctionLost if the event loop has not had a turn for so long that it cannot answer further events either
     * @throws Throwable any exception that the answer fails with
     */
    byte[] await(Supplier<Uni<byte[]>> answer, Optional<CutOff> cutOff) throws Throwable {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        current = made;
        Cancellable making = Uni.createFrom()
                .deferred(answer::get)
                .runSubscriptionOn(loop)
                .subscribe()
                .with(made::complete, made::completeExceptionally);
        await(AnswerDue.of(cutOff, longest, reserve, 1));
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            answeredAt = System.nanoTime();
            first = false;
            making.cancel();
        }
    }

    /** Waits until there is an answer or it is due; shortly before that it checks whether the event loop still turns. */
    private void await(AnswerDue due) {
        if (isDone(current, due.look().remaining())) {
            return;
        }
        CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> {}, loop);
        if (!isDone(current, due.last().remaining())) {
            boolean held = !turn.isDone() && tells(due);
            current.completeExceptionally(held ? new FunctionLost() : new TimeoutException());
        }
    }

    private boolean tells(AnswerDue due) {
        return (first && ImageMode.current() == ImageMode.JVM) ? due.tells(SHORTEST_FIRST) : due.tells();
    }

    void onStop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) throws InterruptedException {
        finish();
    }

    /**
     * Prepares the end of the process: waits a moment for the current answer, otherwise fails it, and leaves time to post
     * it. The caller of {@link #await} posts it, and there is no notification of that.
     */
    void finish() throws InterruptedException {
        long answered = current.isDone() ? answeredAt : answeredNow();
        Duration posting = reserve.atLast().dividedBy(2).minusNanos(System.nanoTime() - answered);
        if (!posting.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(posting.toNanos());
        }
    }

    private long answeredNow() {
        if (!isDone(current, GRACE)) {
            current.completeExceptionally(new TimeoutException());
        }
        return System.nanoTime();
    }

    /** Ignores interruptions: Quarkus interrupts the waiting thread when the process ends, but the answer is still needed. */
    private static boolean isDone(CompletableFuture<?> work, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                work.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                return true;
            } catch (ExecutionException e) {
                return true;
            } catch (java.util.concurrent.TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                LOG.debug("interrupted, as the process ends", e);
            }
        }
    }
}
