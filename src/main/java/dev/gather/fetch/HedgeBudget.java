package dev.gather.fetch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many second requests a backend can still be sent. Each request earns a part of one, and what is not spent is saved
 * up to what a hundred requests earn. The first one is free, so that the first slow answer can be helped already.
 */
final class HedgeBudget {
    private static final long ONE = 1_000_000;
    private static final long SAVED_REQUESTS = 100;

    private final long earned;
    private final long most;
    private final AtomicLong saved;

    /** @param ratio the part of the requests that may be asked a second time, from 0 for none to 1 for all */
    HedgeBudget(double ratio) {
        this.earned = Math.round(ratio * ONE);
        this.most = earned == 0 ? 0 : Math.max(ONE, earned * SAVED_REQUESTS);
        this.saved = new AtomicLong(Math.min(ONE, most));
    }

    /** A request was sent that is no second one. */
    void earn() {
        saved.updateAndGet(now -> Math.min(most, now + earned));
    }

    /** Takes a second request out of the budget; false where there is none left. */
    boolean spend() {
        return saved.getAndUpdate(now -> now >= ONE ? now - ONE : now) >= ONE;
    }
}
