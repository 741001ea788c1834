package dev.gather.stub;

import java.util.function.BooleanSupplier;

/** Waits for what happens on its own: no longer than it takes, and for ten seconds at most. */
public final class Soon {
    private static final int MILLIS = 5;
    private static final int TIMES = 2_000;

    private Soon() {}

    /** Whether it comes true. */
    public static boolean soon(BooleanSupplier condition) {
        try {
            for (int i = 0; i < TIMES && !condition.getAsBoolean(); i++) {
                Thread.sleep(MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return condition.getAsBoolean();
    }
}
