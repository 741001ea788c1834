package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure.Code;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is known of the writes of an execution that were sent. */
class SentWritesTest {
    private static final Duration TIME = Duration.ofSeconds(1);

    private final Scope scope = new Scope(Deadline.in(TIME, new ManualClock()), new MemoryBudget(1_000));
    private final Attempt limited = Attempt.in(scope, () -> {}).within(TIME);
    private final Attempt attempt = limited.another();

    private UniAssertSubscriber<Void> settled() {
        return scope.writes().settled().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void areSettledAtOnceWithoutAWrite() {
        settled().assertCompleted();
    }

    @Test
    void areSettledWhenTheLastIsAnswered() {
        Attempt other = Attempt.in(scope, () -> {});
        assertTrue(attempt.beginWrite());
        assertTrue(other.beginWrite());
        UniAssertSubscriber<Void> settled = settled();

        attempt.writeEnded();
        settled.assertNotTerminated();
        other.writeEnded();

        settled.assertCompleted();
    }

    @Test
    void areSettledWhenNobodyWaitsForTheAnswerAnyMore() {
        assertTrue(attempt.beginWrite());
        UniAssertSubscriber<Void> settled = settled();

        attempt.abandon();
        attempt.writeEnded();

        settled.assertCompleted();
    }

    @Test
    void areNoMoreOnceTheExecutionHasFailed() {
        assertTrue(attempt.mayWrite());

        var unused = settled();

        assertFalse(attempt.mayWrite());
        assertFalse(attempt.beginWrite());
    }

    @Test
    void areNoMoreFromAnAttemptThatIsAbandoned() {
        attempt.abandon();

        assertFalse(attempt.mayWrite());
        assertFalse(attempt.beginWrite());
        assertTrue(limited.another().mayWrite());
    }

    /** A write that is sent on another event loop is either counted before, or not sent at all. */
    @Test
    void areEitherWaitedForOrNotSentWhereverTheyAreSent() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Scope own = new Scope(Deadline.in(TIME, new ManualClock()), new MemoryBudget(1_000));
            Attempt writing = Attempt.in(own, () -> {});
            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(writing::beginWrite);

            UniAssertSubscriber<Void> settled =
                    own.writes().settled().subscribe().withSubscriber(UniAssertSubscriber.create());

            if (sent.get()) {
                settled.assertNotTerminated();
                writing.writeEnded();
            }
            settled.assertCompleted();
        }
    }

    @Test
    void makeALateAttemptUnknown() {
        assertEquals(Code.TIMEOUT, limited.late().code());
        assertTrue(attempt.beginWrite());
        assertEquals(Code.UNKNOWN, limited.late().code());
        assertEquals(Code.TIMEOUT, limited.within(TIME).late().code());
        attempt.writeEnded();
        assertEquals(Code.TIMEOUT, limited.late().code());
    }
}
