package dev.gather.rehearsal;

import dev.gather.config.GatherConfig;
import dev.gather.source.SourceKind;
import dev.gather.time.EventLoop;
import java.util.List;

/** Rehearsals with other sources than the application's. */
public final class Rehearsals {
    private Rehearsals() {}

    /** One of compositions that have these kinds of sources. */
    public static Rehearsal with(List<SourceKind> kinds, GatherConfig config, EventLoop loop) {
        return new Rehearsal(kinds, config, loop);
    }
}
