package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.fetch.RetryBudget.Price;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many retries and hedges there are after so many requests. */
class RetryBudgetTest {
    private static final long SECOND = 1_000_000_000;

    private static int spendAll(RetryBudget budget, Price price, long time) {
        int spent = 0;
        while (budget.spend(price, time)) {
            spent++;
        }
        return spent;
    }

    private static RetryBudget after(double ratio, int requests) {
        RetryBudget budget = new RetryBudget(ratio);
        IntStream.range(0, requests).forEach(unused -> budget.earn());
        return budget;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a few before any request,                   0.2,   0,    5, 2",
        "no more than a few if they earn less,       0.2,   24,   5, 2",
        "what they earn if it is more,               0.2,   30,   6, 3",
        "what a hundred requests earn is saved,      0.2,   1000, 20, 10",
        "half of them,                               0.5,   100,  50, 25",
        "all of them,                                1,     1000, 100, 50",
        "few for a thousandth,                       0.001, 1000, 5, 2",
        "none,                                       0,     1000, 0, 0"
    })
    void allows(String unusedName, double ratio, int requests, int retries, int afterTimeouts) {
        assertEquals(retries, spendAll(after(ratio, requests), Price.RETRY, 0));
        assertEquals(afterTimeouts, spendAll(after(ratio, requests), Price.RETRY_AFTER_TIMEOUT, 0));
    }

    /** A thousand requests that share the answers to thirty earn what thirty do. */
    @Test
    void earnsNothingByRequestsThatAreNotSent() {
        RetryBudget budget = after(0.2, 30);
        IntStream.range(0, 970).forEach(unused -> {
            budget.earn();
            budget.takeBack();
        });

        assertEquals(6, spendAll(budget, Price.RETRY, 0));
    }

    /** However much time passes: nothing returns without an answer. */
    @ParameterizedTest
    @ValueSource(ints = {25, 26, 100, 1000, 10_000})
    void neverAddsMoreThanTheShareToABackendThatIsDown(int requests) {
        RetryBudget budget = new RetryBudget(0.2);
        int retries = 0;
        for (int i = 0; i < requests; i++) {
            budget.earn();
            retries += budget.spend(Price.RETRY, i * SECOND) ? 1 : 0;
            retries += budget.spend(Price.RETRY, i * SECOND) ? 1 : 0;
        }

        assertTrue(retries <= requests / 5, retries + " retries of " + requests + " requests");
        assertTrue(retries >= requests / 5 - 1, retries + " retries of " + requests + " requests");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none at once,         0,     0",
        "one in a fifth,       0.2,   1",
        "two in two fifths,    0.4,   2",
        "all in a second,      1,     5",
        "no more than all,     3600,  5"
    })
    void returnsAFewEachSecondToABackendThatAnswers(String unusedName, double seconds, int retries) {
        RetryBudget budget = new RetryBudget(0.2);
        long spent = 100 * SECOND;
        assertEquals(5, spendAll(budget, Price.RETRY, spent));
        long later = spent + Math.round(seconds * SECOND);

        budget.answered(later);

        assertEquals(retries, spendAll(budget, Price.RETRY, later));
    }

    @Test
    void givesBackHalfOfARetryThatHelped() {
        RetryBudget budget = after(0.2, 100);
        assertEquals(20, spendAll(budget, Price.RETRY, 0));
        assertEquals(0, spendAll(budget, Price.RETRY, 0));

        budget.giveBack(Price.RETRY_AFTER_TIMEOUT);

        assertEquals(1, spendAll(budget, Price.RETRY, 0));
    }

    @Test
    void losesNothingWhereManyEventLoopsSpendAtOnce() {
        RetryBudget budget = after(1, 100);

        long spent = IntStream.range(0, 10_000)
                .parallel()
                .filter(unused -> budget.spend(Price.RETRY, 0))
                .count();

        assertEquals(100, spent);
    }
}
