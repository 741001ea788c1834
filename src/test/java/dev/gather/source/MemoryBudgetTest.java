package dev.gather.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void isTakenAndGivenBackByAllEventLoopsAtOnceWithoutLosingAByte() throws Exception {
        MemoryBudget shared = new MemoryBudget(1_000);
        List<CompletableFuture<Void>> loops = new ArrayList<>();
        for (int loop = 0; loop < 4; loop++) {
            loops.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 20_000; round++) {
                    MemoryBudget.Share share = shared.share();
                    share.take(100);
                    share.take(100);
                    share.giveBack(50);
                    share.giveBackAll();
                }
            }));
        }
        for (CompletableFuture<Void> loop : loops) {
            loop.get();
        }

        assertEquals(1_000, shared.share().left());
    }

    /** The execution gives up while the answer is still read elsewhere. */
    @Test
    void isGivenBackWholeHoweverItIsReadMeanwhile() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            MemoryBudget own = new MemoryBudget(1_000);
            MemoryBudget.Share share = own.share();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                for (int row = 0; row < 9; row++) {
                    share.take(100);
                    share.giveBack(1);
                }
            });
            share.giveBackAll();

            var unused = reading.handle((read, thrown) -> thrown).get();

            assertEquals(1_000, own.share().left());
        }
    }
}
