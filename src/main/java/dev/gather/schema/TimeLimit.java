package dev.gather.schema;

import java.time.Duration;

/** The moment at which a check has to end. It is asked at every step, and reads the clock once in many. */
public final class TimeLimit {
    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final long atNanos;
    private int stepsToNextLook = STEPS_BETWEEN_LOOKS;

    /** A check has reached its time limit. */
    public static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passed() {
            super(null, null, false, false);
        }
    }

    private TimeLimit(long atNanos) {
        this.atNanos = atNanos;
    }

    /** A limit that passes after a duration from now. */
    public static TimeLimit in(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    /**
     * Counts one step of the check.
     *
     * @throws Passed if the moment has passed
     */
    public void step() {
        if (--stepsToNextLook <= 0) {
            stepsToNextLook = STEPS_BETWEEN_LOOKS;
            if (System.nanoTime() - atNanos >= 0) {
                throw new Passed();
            }
        }
    }
}
