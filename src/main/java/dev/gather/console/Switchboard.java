package dev.gather.console;

import dev.gather.rehearsal.Interceptor;
import dev.gather.rehearsal.Recorder;
import dev.gather.rehearsal.SwitchedFaults;
import dev.gather.source.Scope;
import dev.gather.source.SourceKind;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Connects the requests of compositions, which are loaded once, to the run that sends them. What is sent for no run, such as to
 * renew a kept answer, goes to its backend as ever.
 */
final class Switchboard {
    private final Map<Scope, Line> running = Collections.synchronizedMap(new IdentityHashMap<>());

    /** What stands between a run and its backends, from the outside in. */
    record Line(Timeline timeline, Recorder recorder, SwitchedFaults faults) {}

    /** A kind of source whose requests go through the line of their run. */
    SourceKind around(SourceKind kind) {
        SourceKind faulty = part(Line::faults).around(kind);
        SourceKind recorded = part(Line::recorder).around(faulty);
        return part(Line::timeline).around(recorded);
    }

    private Interceptor part(Function<Line, Interceptor> part) {
        return (asked, attempt) -> Optional.ofNullable(running.get(attempt.scope()))
                .map(line -> part.apply(line).answer(asked, attempt))
                .orElseGet(() -> asked.request().send(attempt));
    }

    /** Connects a run. */
    void connect(Scope run, Line line) {
        running.put(run, line);
    }

    /** Ends the line of a run. */
    void disconnect(Line line) {
        running.values().remove(line);
    }
}
