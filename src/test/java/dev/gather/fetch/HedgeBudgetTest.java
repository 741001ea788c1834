package dev.gather.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many second requests there are after so many first ones. */
class HedgeBudgetTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the first is free,                    0.1,   0,    1",
        "nine requests earn no whole one,      0.1,   9,    1",
        "ten earn one beside the free one,        0.1,   10,   2",
        "twenty earn two beside it,        0.1,   20,   3",
        "what a hundred earn is kept,          0.1,   1000, 10",
        "half of all,                          0.5,   4,    3",
        "half of a hundred is kept,            0.5,   1000, 50",
        "all of them,                          1,     5,    6",
        "a hundred of all are kept,            1,     1000, 100",
        "a thousandth earns late,              0.001, 999,  1",
        "and keeps one at most,                0.001, 5000, 1",
        "none,                                 0,     1000, 0"
    })
    void allows(String unusedName, double ratio, int requests, int seconds) {
        HedgeBudget budget = new HedgeBudget(ratio);
        for (int i = 0; i < requests; i++) {
            budget.earn();
        }

        int allowed = 0;
        while (budget.spend()) {
            allowed++;
        }

        assertEquals(seconds, allowed);
    }
}
