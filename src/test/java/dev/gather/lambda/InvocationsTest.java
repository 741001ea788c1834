package dev.gather.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.FunctionLost;
import dev.gather.time.CutOff;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an invocation's thread waits for the event loop: a real one, which the tests hold. */
class InvocationsTest {
    private static final Uni<byte[]> NEVER = Uni.createFrom().nothing();
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final EventLoop loop = new EventLoop(vertx);
    private final Reserve reserve = new Reserve(Duration.ZERO, Optional.empty());
    private final Invocations invocations = new Invocations(loop, reserve, LONGEST);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Optional<CutOff> in(long millis) {
        return Optional.of(CutOff.in(Duration.ofMillis(millis)));
    }

    private Uni<byte[]> holding() {
        try {
            assertTrue(held.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return NEVER;
    }

    @Test
    void givesTheAnswerOfTheEventLoop() throws Throwable {
        byte[] answer = invocations.await(
                () -> Uni.createFrom().item(Thread.currentThread().getName().getBytes(UTF_8)), in(5000));

        assertTrue(new String(answer, UTF_8).startsWith("vert.x-eventloop-thread"), new String(answer, UTF_8));
    }

    @Test
    void passesOnWhatIsThrownErrorsIncluded() {
        Error error = new StackOverflowError();

        Throwable thrown = assertThrows(
                StackOverflowError.class,
                () -> invocations.await(
                        () -> {
                            throw error;
                        },
                        in(5000)));

        assertSame(error, thrown);
    }

    @Test
    void saysThatTheFunctionIsLostWhileTheLoopIsStillHeld() {
        long start = System.nanoTime();

        assertThrows(FunctionLost.class, () -> invocations.await(this::holding, in(4000)));

        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 4000, "after " + millis + " ms");
    }

    @Test
    void saysThatThereIsNoAnswerInTimeWhereTheLoopIsFree() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<byte[]> late = NEVER.onCancellation().invoke(() -> cancelled.set(true));

        assertThrows(TimeoutException.class, () -> invocations.await(() -> late, in(600)));

        assertTrue(cancelled.get());
    }

    @Test
    void endsAtOnceWhereTheInvocationIsOverAlready() {
        long start = System.nanoTime();

        assertThrows(TimeoutException.class, () -> invocations.await(() -> NEVER, in(-5000)));

        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < LONGEST.toMillis(), "after " + millis + " ms");
    }

    @Test
    void doesNotTakeTheFirstSecondOfAJvmForALoss() {
        assertThrows(TimeoutException.class, () -> invocations.await(this::holding, in(800)));

        assertThrows(FunctionLost.class, () -> invocations.await(this::holding, in(800)));
    }

    @Test
    void endsAfterTheLongestTimeWhereNobodyEndsTheInvocation() {
        Invocations impatient = new Invocations(loop, reserve, Duration.ofMillis(-500));

        assertThrows(FunctionLost.class, () -> impatient.await(this::holding, Optional.empty()));
    }

    @Test
    void failsTheInvocationWhenTheLoopRunsOutOfMemory() {
        assertThrows(
                OutOfMemoryError.class,
                () -> invocations.await(
                        () -> {
                            loop.execute(() -> {
                                throw new OutOfMemoryError("of the test");
                            });
                            return NEVER;
                        },
                        in(5000)));
    }

    @Test
    void waitsForManyAtOnceEachWithItsOwnAnswer() throws Exception {
        CompletableFuture<byte[]> one = new CompletableFuture<>();
        CompletableFuture<byte[]> two = new CompletableFuture<>();
        CompletableFuture<byte[]> first = inAnotherThread(Uni.createFrom().completionStage(one));
        CompletableFuture<byte[]> second = inAnotherThread(Uni.createFrom().completionStage(two));

        two.complete("two".getBytes(UTF_8));
        assertEquals("two", new String(second.get(10, TimeUnit.SECONDS), UTF_8));
        one.complete("one".getBytes(UTF_8));
        assertEquals("one", new String(first.get(10, TimeUnit.SECONDS), UTF_8));
    }

    @Test
    void failsAllAtWorkWhereTheFunctionIsLost() throws Exception {
        List<CompletableFuture<byte[]>> all = List.of(inAnotherThread(NEVER), inAnotherThread(NEVER));

        assertEquals(2, invocations.failAll(new FunctionLost()));

        for (CompletableFuture<byte[]> each : all) {
            Exception failed = assertThrows(ExecutionException.class, () -> each.get(10, TimeUnit.SECONDS));
            assertTrue(failed.getCause() instanceof FunctionLost);
        }
    }

    @Test
    void answersBeforeTheProcessEnds() throws Exception {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        CompletableFuture<byte[]> answer = inAnotherThread(Uni.createFrom().completionStage(made));
        vertx.setTimer(100, passed -> made.complete("made".getBytes(UTF_8)));

        invocations.finish();

        assertTrue(answer.isDone());
        assertEquals("made", new String(answer.get(), UTF_8));
    }

    @Test
    void answersWithoutWhatIsNotThereInTimeWhenTheProcessIsToEnd() throws Exception {
        CompletableFuture<byte[]> answer = inAnotherThread(NEVER);
        long start = System.nanoTime();

        invocations.finish();

        assertTrue(answer.isDone());
        assertTrue(assertThrows(ExecutionException.class, answer::get).getCause() instanceof TimeoutException);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < LONGEST.toMillis(), "after " + millis + " ms");
    }

    /** Returns once the invocation is at work. */
    private CompletableFuture<byte[]> inAnotherThread(Uni<byte[]> work) throws InterruptedException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        CountDownLatch atWork = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                answer.complete(invocations.await(
                        () -> {
                            atWork.countDown();
                            return work;
                        },
                        in(10_000)));
            } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
            }
        });
        thread.start();
        assertTrue(atWork.await(10, TimeUnit.SECONDS));
        thread.interrupt();
        return answer;
    }
}
