package dev.gather.lambda;

import dev.gather.config.GatherConfig;
import dev.gather.failure.FunctionLost;
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
 * Lambda's invocations, one at a time. The thread that brings one waits here for its answer, which the event loop makes,
 * and so can still answer where the loop cannot.
 */
@ApplicationScoped
class Invocations {
    private static final Logger LOG = Logger.getLogger(Invocations.class);

    /** How long an execution may take beyond {@code gather.timeout}, to answer with what is there. */
    private static final Duration BEYOND = Duration.ofSeconds(2);

    /** The processor time that a loop's longest turn takes, with a hundred answers coming in at once. */
    private static final Duration TURN = Duration.ofMillis(60);

    /** The least time of an invocation after which a loop that has not turned counts as held. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private static final Duration SHORTEST_FIRST = Duration.ofSeconds(1);

    /** Lambda kills a process 300 ms after it told it to end, at the earliest. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final EventLoop loop;
    private final Reserve reserve;
    private final Duration longest;
    private boolean first = true;
    private volatile long answeredAt = System.nanoTime();
    private volatile CompletableFuture<byte[]> atWork = CompletableFuture.completedFuture(new byte[0]);

    @Inject
    Invocations(EventLoop loop, Reserve reserve, GatherConfig config) {
        this(loop, reserve, config.timeout());
    }

    Invocations(EventLoop loop, Reserve reserve, Duration longest) {
        this.loop = loop;
        this.reserve = reserve;
        this.longest = longest;
        loop.onOutOfMemory(error -> atWork.completeExceptionally(error));
    }

    /**
     * The answer, made on the event loop.
     *
     * @param cutOff when the platform ends the invocation, if it is known
     * @throws TimeoutException if there is none when it is due, in the reserve before the invocation's end
     * @throws FunctionLost if the loop has not turned for so long that no other event will be answered either
     */
    byte[] await(Supplier<Uni<byte[]>> answer, Optional<CutOff> cutOff) throws Throwable {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        atWork = made;
        Cancellable making = Uni.createFrom()
                .deferred(answer::get)
                .runSubscriptionOn(loop)
                .subscribe()
                .with(made::complete, made::completeExceptionally);
        CutOff latest = CutOff.in(longest.plus(BEYOND));
        awaitUntil(cutOff.map(latest::earlier).orElse(latest));
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause();
        } finally {
            answeredAt = System.nanoTime();
            first = false;
            making.cancel();
        }
    }

    /** Waits until the answer is there or due, and in time finds out whether the loop still turns. */
    private void awaitUntil(CutOff end) {
        Duration given = end.remaining();
        Duration reserved = reserve.of(Duration.ZERO, given);
        if (isDone(atWork, end.before(reserved.plus(reserve.stretched(TURN))).remaining())) {
            return;
        }
        CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> {}, loop);
        Duration last = reserve.atLast();
        Duration rest = end.before(last).remaining();
        if (!isDone(atWork, rest.compareTo(last) < 0 ? last : rest)) {
            boolean held = !turn.isDone() && given.compareTo(shortest()) > 0;
            atWork.completeExceptionally(held ? new FunctionLost() : new TimeoutException());
        }
    }

    /** In less time a loop may be busy with good reason: a JVM loads classes in the first turns. */
    private Duration shortest() {
        return first && ImageMode.current() == ImageMode.JVM ? SHORTEST_FIRST : SHORTEST;
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        finish();
    }

    /**
     * The process is to end: what is at work may end before, or is answered without. Nobody tells when an answer has been
     * posted, which is done by whoever brought the event.
     */
    void finish() throws InterruptedException {
        long answered = atWork.isDone() ? answeredAt : answeredNow();
        Duration posting = reserve.atLast().dividedBy(2).minusNanos(System.nanoTime() - answered);
        if (!posting.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(posting.toNanos());
        }
    }

    private long answeredNow() {
        if (!isDone(atWork, GRACE)) {
            atWork.completeExceptionally(new TimeoutException());
        }
        return System.nanoTime();
    }

    /** Quarkus interrupts the thread that waits when the process is to end, which is no reason not to answer. */
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
                LOG.debug("the process is to end", e);
            }
        }
    }
}
