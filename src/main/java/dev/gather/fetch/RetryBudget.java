package dev.gather.fetch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * How many retries and hedges may still be sent to one backend. Each request earns a share of a retry, and what a hundred
 * requests earn is saved. A backend with few requests may be sent a few more each second, as long as it answers in time. Those
 * are paid back from what later requests earn, so that they do not add to the load on a backend that is down: of many
 * requests, it gets no more than their share again.
 *
 * <p>The costs are those of the standard retry quota of the AWS SDKs: a retry after a time-out costs twice as much as one
 * after another failure. Used by all event loops at once.
 */
final class RetryBudget {
    private static final long MICRO = 1_000_000;
    private static final long RETRY = 5 * MICRO;
    private static final long RETRY_AFTER_TIMEOUT = 10 * MICRO;
    private static final long SAVED_REQUESTS = 100;
    private static final long FEW = 5 * RETRY;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long share;
    private final long most;
    private final long few;
    private final AtomicReference<Balance> balance;

    /** What is spent, whatever for. */
    enum Price {
        /** A retry after a failure, or a hedge. */
        RETRY(RetryBudget.RETRY),
        /** A retry after a time-out. */
        RETRY_AFTER_TIMEOUT(RetryBudget.RETRY_AFTER_TIMEOUT);

        private final long amount;

        Price(long amount) {
            this.amount = amount;
        }
    }

    /**
     * What there is to spend.
     *
     * @param earned by requests; negative while the few are to be paid back
     * @param few what is left of the few that need not be earned first
     * @param since since when the few return, in nanoseconds of the clock
     */
    private record Balance(long earned, long few, long since) {
        boolean affords(long cost) {
            return earned >= cost || few >= cost;
        }
    }

    /** @param ratio the share of requests that may be sent again, from 0 to 1; at 0 none ever is */
    RetryBudget(double ratio) {
        this.share = Math.round(ratio * RETRY);
        this.most = share * SAVED_REQUESTS;
        this.few = share == 0 ? 0 : FEW;
        this.balance = new AtomicReference<>(new Balance(0, few, 0));
    }

    /** Adds what one request earns, not being a retry or a hedge. */
    void earn() {
        if (balance.get().earned < most) {
            change(now -> new Balance(Math.min(most, now.earned + share), now.few, now.since));
        }
    }

    /**
     * Takes a retry or a hedge out of the budget; false if too little is left.
     *
     * @param time now, in nanoseconds of the clock
     */
    boolean spend(Price price, long time) {
        long amount = price.amount;
        Balance before = balance.getAndUpdate(now -> now.affords(amount) ? less(now, amount, time) : now);
        return before.affords(amount);
    }

    private Balance less(Balance now, long amount, long time) {
        long since = now.few == few ? time : now.since;
        return new Balance(Math.max(-few, now.earned - amount), Math.max(0, now.few - amount), since);
    }

    /** Whether it waits for answers, with which the few return. */
    boolean isWaiting() {
        return balance.get().few < few;
    }

    /**
     * The backend answered in time: the few return with the time since its last answer, all of them within a second.
     *
     * @param time now, in nanoseconds of the clock
     */
    void answered(long time) {
        if (isWaiting()) {
            change(now -> new Balance(now.earned, returned(now, time), time));
        }
    }

    private long returned(Balance now, long time) {
        long nanos = Math.max(0, Math.min(SECOND, time - now.since));
        return Math.min(few, now.few + Math.round((double) few * nanos / SECOND));
    }

    /** Takes back what a request earned that was not sent, since it shares the answer to another. */
    void takeBack() {
        change(now -> new Balance(Math.max(-few, now.earned - share), now.few, now.since));
    }

    /** Gives back half of what a retry cost that was answered. */
    void giveBack(Price price) {
        change(now -> new Balance(Math.min(most, now.earned + price.amount / 2), now.few, now.since));
    }

    private void change(UnaryOperator<Balance> change) {
        balance.updateAndGet(change);
    }
}
