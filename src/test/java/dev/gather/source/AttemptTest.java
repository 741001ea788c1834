package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure.Code;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a request's end in time means for writes. */
class AttemptTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Scope scope = new Scope(Deadline.in(LIMIT, new ManualClock()), new MemoryBudget(1_000));

    @Test
    void isUnknownIfOneOfItsAttemptsHasSentAWrite() {
        Attempt source = Attempt.in(scope, () -> {});
        Attempt all = source.allWithin(LIMIT);
        Attempt others = source.allWithin(LIMIT);
        Attempt one = all.within(LIMIT).another();

        assertTrue(one.beginWrite());

        assertEquals(Code.UNKNOWN, all.late().code());
        assertEquals(Code.TIMEOUT, others.late().code());

        one.writeEnded();

        assertEquals(Code.TIMEOUT, all.late().code());
    }
}
