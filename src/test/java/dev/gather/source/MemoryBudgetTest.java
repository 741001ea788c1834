package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import org.junit.jupiter.api.Test;

/** The memory of one execution, in the hands of several requests. */
class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(100);
    private final MemoryBudget.Share one = budget.share();
    private final MemoryBudget.Share other = budget.share();

    private static void assertTooLarge(MemoryBudget.Share share, long bytes) {
        Failure failure = assertThrows(Failure.class, () -> share.take(bytes));
        assertEquals(Failure.Code.TOO_LARGE, failure.code());
    }

    @Test
    void isTakenToTheLastByte() {
        one.take(60);
        other.take(40);

        assertEquals(0, one.left());
        assertTooLarge(one, 1);
    }

    @Test
    void isNotTakenByWhatDoesNotFit() {
        assertTooLarge(one, 101);

        assertEquals(100, other.left());
    }

    @Test
    void isThereAgainOnceItIsGivenBack() {
        one.take(100);

        one.giveBack(30);

        assertEquals(30, other.left());
    }

    @Test
    void isGivenBackWholeByARequestThatCameToNothing() {
        one.take(50);
        one.giveBack(20);
        other.take(10);

        one.giveBackAll();

        assertEquals(90, other.left());
        assertTooLarge(one, 1);
    }

    @Test
    void isGivenBackOnce() {
        one.take(50);
        one.giveBackAll();

        one.giveBackAll();

        assertEquals(100, other.left());
    }
}
