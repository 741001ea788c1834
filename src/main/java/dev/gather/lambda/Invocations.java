package dev.gather.lambda;

import dev.gather.config.Concurrency;
import dev.gather.config.GatherConfig;
import dev.gather.failure.FunctionLost;
import dev.gather.runtime.AnswerDue;
import dev.gather.runtime.RuntimeClient;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs the invocations of a client that calls on a thread of its own for each. The thread waits here while the event loop
 * makes the answer, so it can still answer if the event loop hangs.
 */
@ApplicationScoped
class Invocations {
    private static final Logger LOG = Logger.getLogger(Invocations.class);

    /** In a shorter first invocation of a JVM, whose turns load classes, an event loop without a turn is not held. */
    private static final Duration SHORTEST_FIRST = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Reserve reserve;
    private final Duration longest;
    private final Set<CompletableFuture<byte[]>> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean first = true;
    private volatile long answeredAt = System.nanoTime();

    @Inject
    Invocations(EventLoop loop, Reserve reserve, GatherConfig config) {
        this(loop, reserve, config.timeout());
    }

    Invocations(EventLoop loop, Reserve reserve, Duration longest) {
        this.loop = loop;
        this.reserve = reserve;
        this.longest = longest;
        loop.onOutOfMemory(error -> {
            var unused = failAll(error);
        });
    }

    /**
     * Makes an answer on the event loop, and waits for it.
     *
     * @param cutOff when the platform ends the invocation, if it is known
     * @throws TimeoutException if there is no answer by the start of the reserve before the invocation's end
     * @throws FunctionLost if the event loop has not had a turn for so long that it cannot answer further events either
     * @throws Throwable any exception that the answer fails with
     */
    @SuppressWarnings("CollectionUndefinedEquality") // each is itself alone
    byte[] await(Supplier<Uni<byte[]>> answer, Optional<CutOff> cutOff) throws Throwable {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        atWork.add(made);
        Cancellable making = Uni.createFrom()
                .deferred(answer::get)
                .runSubscriptionOn(loop)
                .subscribe()
                .with(made::complete, made::completeExceptionally);
        await(made, AnswerDue.of(cutOff, longest, reserve, Concurrency.atOnce()));
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            answeredAt = System.nanoTime();
            atWork.remove(made);
            first = false;
            making.cancel();
        }
    }

    /** Waits until there is an answer or it is due; shortly before that it checks whether the event loop still turns. */
    private void await(CompletableFuture<byte[]> made, AnswerDue due) {
        if (isDone(made, due.look().remaining())) {
            return;
        }
        CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> {}, loop);
        if (!isDone(made, due.last().remaining())) {
            boolean held = !isDone(turn, due.judgement().remaining()) && tells(due);
            made.completeExceptionally(held ? new FunctionLost() : new TimeoutException());
        }
    }

    /**
     * Fails all invocations at work, since the function is lost. Their threads then post that.
     *
     * @return how many there are
     */
    int failAll(Throwable why) {
        List<CompletableFuture<byte[]>> all = List.copyOf(atWork);
        all.forEach(made -> made.completeExceptionally(why));
        return all.size();
    }

    private boolean tells(AnswerDue due) {
        return (first && ImageMode.current() == ImageMode.JVM) ? due.tells(SHORTEST_FIRST) : due.tells();
    }

    void onStop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) throws InterruptedException {
        finish();
    }

    /**
     * Prepares the end of the process: waits a moment for the answers at work, otherwise fails them, and leaves time to post
     * them. The callers of {@link #await} post them, and there is no notification of that.
     */
    void finish() throws InterruptedException {
        long answered = atWork.isEmpty() ? answeredAt : answeredNow();
        Duration posting = reserve.atLast().dividedBy(2).minusNanos(System.nanoTime() - answered);
        if (!posting.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(posting.toNanos());
        }
    }

    private long answeredNow() {
        if (!isDone(CompletableFuture.allOf(atWork.toArray(CompletableFuture[]::new)), RuntimeClient.GRACE)) {
            var unused = failAll(new TimeoutException());
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
