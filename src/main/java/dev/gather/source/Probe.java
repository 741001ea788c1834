package dev.gather.source;

import io.smallrye.mutiny.Uni;

/** A part of the application that knows backends which compositions cannot do without, and whether they answer. */
public interface Probe {
    /** Whether all of them answer, within a limit of its own; never fails. */
    Uni<Boolean> answers();
}
