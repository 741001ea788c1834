package dev.gather.fetch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many second requests may still be sent to a backend. Each request earns a fraction of one, and the unspent part is
 * saved, up to what a hundred requests earn. The budget starts with one, so that the very first request can be hedged.
 */
final class HedgeBudget {
    private static final long ONE = 1_000_000;
    private static final long SAVED_REQUESTS = 100;

    private final long earned;
    private final long most;
    private final AtomicLong saved;

    /** @param ratio the share of requests that may be sent a second time, from 0 to 1 */
    HedgeBudget(double ratio) {
        this.earned = Math.round(ratio * ONE);
        this.most = earned == 0 ? 0 : Math.max(ONE, earned * SAVED_REQUESTS);
        this.saved = new AtomicLong(Math.min(ONE, most));
    }

    /** Adds what one first request earns. */
    void earn() {
        saved.updateAndGet(now -> Math.min(most, now + earned));
    }

    /** Takes one second request out of the budget; false if too little is left. */
    boolean spend() {
        return saved.getAndUpdate(now -> now >= ONE ? now - ONE : now) >= ONE;
    }
}
