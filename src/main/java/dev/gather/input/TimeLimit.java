package dev.gather.input;

import java.time.Duration;

/** The moment by which a check has to end. It is asked at every step and looks at the clock only now and then. */
final class TimeLimit {
    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final long atNanos;
    private int stepsToNextLook = STEPS_BETWEEN_LOOKS;

    private TimeLimit(long atNanos) {
        this.atNanos = atNanos;
    }

    static TimeLimit in(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    /** @throws InputTimeoutException if the moment has passed */
    void step() {
        if (--stepsToNextLook <= 0) {
            stepsToNextLook = STEPS_BETWEEN_LOOKS;
            if (System.nanoTime() - atNanos >= 0) {
                throw new InputTimeoutException();
            }
        }
    }
}
