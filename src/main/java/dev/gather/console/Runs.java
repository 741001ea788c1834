package dev.gather.console;

import dev.gather.composition.Composition;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Engine;
import dev.gather.execution.Execution;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.rehearsal.Recorder;
import dev.gather.rehearsal.SwitchedFaults;
import dev.gather.report.Report;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs compositions for the console, and keeps the last runs for what is asked about them afterwards. */
final class Runs {
    private static final int KEPT = 20;

    private final Workspace workspace;
    private final Engine engine;
    private final GatherConfig config;
    private final Map<Long, Ran> kept = new HashMap<>();
    private long lastId;

    Runs(Workspace workspace, Engine engine, GatherConfig config) {
        this.workspace = workspace;
        this.engine = engine;
        this.config = config;
    }

    /**
     * Runs a composition as its file is now. Cancelling the subscription cancels the run.
     *
     * @throws dev.gather.composition.InvalidCompositionsException if any file has a problem
     * @throws IllegalArgumentException if there is no such composition, or a source cannot have its fault
     */
    Uni<Ran> run(RunOrder order) {
        Workspace.State state = workspace.current();
        Composition composition = state.find(order.composition());
        Ran.Subject subject = new Ran.Subject(
                state.file(composition.name()),
                composition,
                order,
                composition.limits().least(config.timeout()));
        Switchboard.Line line =
                new Switchboard.Line(new Timeline(), new Recorder(), SwitchedFaults.of(order.faults(), composition));
        AtomicReference<@Nullable Execution> execution = new AtomicReference<>();
        return engine.execute(composition, order.arguments(composition), started -> {
                    execution.set(started);
                    workspace.switchboard().connect(started.scope(), line);
                })
                .onTermination()
                .invoke(() -> workspace.switchboard().disconnect(line))
                .onFailure(Failure.class)
                .recoverWithItem(refused -> refused(composition, refused))
                .onItem()
                .transform(result -> kept(subject, line, result, values(execution.get())));
    }

    private static Map<String, @Nullable Object> values(@Nullable Execution execution) {
        return execution == null ? Map.of() : execution.values();
    }

    private static Result refused(Composition composition, Throwable thrown) {
        Failure failure = (Failure) thrown;
        Report report = new Report(composition.name(), failure.status(), Duration.ZERO, List.of());
        return new Result.Failed(failure, Map.of(), report);
    }

    private synchronized Ran kept(
            Ran.Subject subject, Switchboard.Line line, Result result, Map<String, @Nullable Object> values) {
        Ran ran = new Ran(++lastId, subject, line, result, values);
        kept.put(ran.id(), ran);
        kept.remove(ran.id() - KEPT);
        return ran;
    }

    /**
     * One of the last runs.
     *
     * @throws IllegalArgumentException if it is not kept any more
     */
    synchronized Ran find(@Nullable Object id) {
        Ran ran = id instanceof Number number ? kept.get(number.longValue()) : null;
        if (ran == null) {
            throw new IllegalArgumentException("that run is not known any more: run it again");
        }
        return ran;
    }
}
