package dev.gather.execution;

import dev.gather.composition.Steps;
import java.util.BitSet;

/**
 * Which steps of an execution can start: those whose dependencies have all ended. The earliest in the composition's order
 * comes first.
 */
final class Readiness {
    private final Steps steps;
    private final BitSet ready;
    /** For each step, how many of its dependencies have not ended. */
    private final int[] waitingFor;

    private int running;

    Readiness(Steps steps) {
        this.steps = steps;
        this.ready = new BitSet(steps.count());
        this.waitingFor = new int[steps.count()];
        this.running = steps.count();
        for (int i = 0; i < waitingFor.length; i++) {
            waitingFor[i] = steps.get(i).dependencies().size();
            ready.set(i, waitingFor[i] == 0);
        }
    }

    /** Takes the first step that can start; -1 if there is none. */
    int next() {
        int next = ready.nextSetBit(0);
        if (next >= 0) {
            ready.clear(next);
        }
        return next;
    }

    /** A step has ended, so that those which wait for nothing else can start. */
    void ended(int index) {
        running--;
        for (int dependant : steps.dependants(index)) {
            waitingFor[dependant]--;
            ready.set(dependant, waitingFor[dependant] == 0);
        }
    }

    boolean allEnded() {
        return running == 0;
    }
}
