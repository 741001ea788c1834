package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.config.FunctionMemory;
import dev.gather.config.GatherConfig;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.fetch.Layers;
import dev.gather.lock.Lock;
import dev.gather.source.MemoryBudget;
import dev.gather.source.ReservedVariables;
import dev.gather.source.Scope;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import dev.gather.time.TimeBudget;
import dev.gather.yaml.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compositions over questions that the test answers, within a time that the test moves. */
public final class Run {
    public final ManualClock clock = new ManualClock();
    public final AskKind ask;
    private final Composition composition;
    private final long memory;

    private final List<Problem> warnings;

    private Run(String text, GatherConfig config, boolean forgiving, Lock lock) {
        this.ask = new AskKind(config.datasources().get("the-test").circuitBreaker());
        this.memory = config.memoryBudget().map(MemorySize::asLongValue).orElseGet(FunctionMemory::forValues);
        Compositions loaded = new CompositionLoader(List.of(ask), new Layers(config, clock), forgiving)
                .with(lock)
                .load(List.of(new CompositionFile("test", "test.yaml", text)));
        this.composition = loaded.find("test").orElseThrow();
        this.warnings = loaded.warnings();
    }

    /** What is probably a mistake in a composition over questions. */
    public static List<Problem> warnings(String composition) {
        return warnings(composition, Lock.NONE);
    }

    /** @param lock what has been learnt of the questions; what is called a row there is the whole answer */
    public static List<Problem> warnings(String composition, Lock lock) {
        return new Run(composition, config(Map.of()), false, lock).warnings;
    }

    public static Run of(String composition) {
        return of(composition, Map.of());
    }

    /** A composition over questions, to look at. */
    public static Composition composition(String text) {
        return of(text).composition;
    }

    /** @param config properties below {@code gather}; the questions' datasource is {@code the-test} */
    public static Run of(String composition, Map<String, String> config) {
        return new Run(composition, config(config), true, Lock.NONE);
    }

    /** The configuration without any property. */
    public static GatherConfig config() {
        return config(Map.of());
    }

    private static GatherConfig config(Map<String, String> properties) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(GatherConfig.class);
        properties.forEach((name, value) -> builder.withDefaultValue("gather." + name, value));
        return builder.build().getConfigMapping(GatherConfig.class);
    }

    /** Starts one more execution, with a deadline in so many milliseconds. */
    public UniAssertSubscriber<Result> start(long millis) {
        return start(TimeBudget.of(Duration.ofMillis(millis), clock.nanos()));
    }

    /** Starts one more execution. */
    public UniAssertSubscriber<Result> start(TimeBudget given) {
        Deadline deadline = new Deadline(given, clock);
        Variables arguments = Variables.within(deadline::forExpressions)
                .with(ReservedVariables.INPUT, Map.of())
                .with(ReservedVariables.REQUEST, Map.of());
        return result(new Execution(composition, arguments, new Scope(deadline, new MemoryBudget(memory))))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    /** Runs an execution when it is waited for. */
    static Uni<Result> result(Execution execution) {
        return Uni.createFrom().emitter(emitter -> {
            execution.run(new Execution.Listener() {
                @Override
                public void ended(Result result) {
                    emitter.complete(result);
                }

                @Override
                public void lost(Throwable thrown) {
                    emitter.fail(thrown);
                }
            });
            emitter.onTermination(execution::cancel);
        });
    }

    public static Object output(UniAssertSubscriber<Result> execution) {
        return ((Result.Answer) execution.assertCompleted().getItem()).output();
    }

    public static Failure failure(UniAssertSubscriber<Result> execution) {
        return ((Result.Failed) execution.assertCompleted().getItem()).failure();
    }

    public static Failure refused() {
        return Failure.temporary(Failure.Code.CONNECTION, "refused");
    }

    public static Failure status(int status) {
        if (status == 503) {
            return busy(Optional.empty());
        }
        Failure.Code code = status == 404 ? Failure.Code.MISSING : Failure.Code.STATUS;
        Failure failure = Failure.of(code, "the upstream answered " + status)
                .answered(new Failure.Answer(status, Optional.empty(), null));
        return status >= 500 ? failure.ofBackend() : failure;
    }

    /** @param retryAfter how long it asks to wait */
    public static Failure busy(Optional<Duration> retryAfter) {
        return Failure.temporary(Failure.Code.STATUS, "the upstream answered 503")
                .answered(new Failure.Answer(503, retryAfter, null));
    }
}
