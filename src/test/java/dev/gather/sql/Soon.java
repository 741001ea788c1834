package dev.gather.sql;

import java.util.function.BooleanSupplier;

/** Waits for what happens on its own, for two seconds at most. */
final class Soon {
    private Soon() {}

    static boolean soon(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        return condition.getAsBoolean();
    }
}
