package dev.gather.execution;

import dev.gather.composition.Composition;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.logging.CurrentCall;
import dev.gather.report.Report;
import dev.gather.report.Report.SourceReport;
import dev.gather.source.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How one execution ends: once, with an answer or a failure. What its writes do is waited for, and what is still in flight then is
 * cancelled. Confined to one event loop.
 */
final class ExecutionEnd {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Composition composition;
    private final Variables arguments;
    private final Scope scope;

    /** One for each step that is a source. */
    private final List<Optional<Progress>> progress;

    private final ExecutionWrites writes;

    /** Cancels the sources whose step has such an index. */
    private final Consumer<IntPredicate> sources;

    private Execution.@Nullable Listener listener;

    /** Whether it is settled how it ends: all steps have ended, or one has failed. */
    private boolean settled;

    /** Whether the listener knows, or has cancelled. */
    private boolean over;

    /** Waits for writes. */
    private @Nullable Cancellable waiting;

    /**
     * The end of an execution that has not begun.
     *
     * @param arguments the variables of the call
     * @param progress one for each step that is a source
     * @param sources cancels the sources whose step has such an index
     */
    ExecutionEnd(
            Composition composition,
            Variables arguments,
            Scope scope,
            List<Optional<Progress>> progress,
            Consumer<IntPredicate> sources) {
        this.composition = composition;
        this.arguments = arguments;
        this.scope = scope;
        this.progress = progress;
        this.writes = new ExecutionWrites(scope, progress);
        this.sources = sources;
    }

    /** Sets who is told how it ends. */
    void listener(Execution.Listener told) {
        listener = told;
    }

    /** Whether it is settled how the execution ends, so that no further step starts. */
    boolean isSettled() {
        return settled;
    }

    /** Nobody waits for it any more. */
    void cancel() {
        if (over) {
            return;
        }
        settled = true;
        over = true;
        if (waiting != null) {
            waiting.cancel();
        }
        end();
    }

    /**
     * All steps have ended. Without a transaction the answer waits for nothing else.
     *
     * @param values the arguments, and the values of the steps
     */
    void conclude(Variables values) {
        settled = true;
        if (scope.transaction().isPresent()) {
            await(Uni.createFrom()
                    .item(() -> Output.of(composition.answer(), values))
                    .onItem()
                    .transformToUni(this::committed)
                    .onFailure(Failure.class)
                    .recoverWithUni(this::undone));
            return;
        }
        Result result;
        try {
            result = answer(Output.of(composition.answer(), values));
        } catch (Failure failure) {
            await(undone(failure));
            return;
        } catch (Throwable thrown) {
            lost(thrown);
            return;
        }
        tell(result);
    }

    /** A step has failed: the first one decides. */
    void fail(Throwable thrown) {
        if (settled) {
            return;
        }
        settled = true;
        if (thrown instanceof Failure) {
            await(undone(thrown));
        } else {
            lost(thrown);
        }
    }

    private void await(Uni<Result> result) {
        waiting = result.subscribe().with(this::tell, this::lost);
    }

    private void tell(Result result) {
        over(told -> told.ended(result));
    }

    private void lost(Throwable thrown) {
        over(told -> told.lost(thrown));
    }

    private void over(Consumer<Execution.Listener> news) {
        if (!over) {
            over = true;
            try {
                news.accept(Objects.requireNonNull(listener, "it is not run"));
            } finally {
                end();
            }
        }
    }

    private void end() {
        sources.accept(index -> true);
        if (scope.transaction().isPresent()) {
            rollBack();
        }
        scope.endSnapshot();
        scope.end();
    }

    private void rollBack() {
        writes.rolledBack()
                .subscribe()
                .with(
                        done -> {},
                        thrown -> CurrentCall.during(
                                scope.call(), () -> LOG.error("a transaction was not rolled back", thrown)));
    }

    /** The answer, once the writes have taken effect. */
    private Uni<Result> committed(Output output) {
        return writes.committed().onItem().transform(done -> answer(output));
    }

    /** The failure, once the writes are undone, or those that were sent are answered. Everything else is cancelled first. */
    private Uni<Result> undone(Throwable thrown) {
        return Uni.createFrom().deferred(() -> {
            sources.accept(
                    index -> progress.get(index).filter(Progress::isWriting).isEmpty());
            return writes.settled()
                    .onItem()
                    .transform(done -> failed(writes.unknown().orElse((Failure) thrown)));
        });
    }

    private Result failed(Failure failure) {
        if (failure.code() == Code.OUTPUT) {
            CurrentCall.during(scope.call(), () -> LOG.errorf("%s: %s", composition.name(), failure));
        }
        Map<String, String> headers =
                CurrentCall.during(scope.call(), () -> Output.headersOf(failure, composition.answer(), arguments));
        return new Result.Failed(failure, headers, report(failure.status()));
    }

    private Result answer(Output output) {
        if (composition.answer().returns().isPresent()) {
            CurrentCall.during(scope.call(), () -> output.holdTo(composition));
        }
        Report report = report(output.status());
        boolean cacheable = report.degraded().isEmpty() || composition.answer().cacheable();
        Result.Http http = new Result.Http(output.status(), output.headers(), true);
        return new Result.Answer(output.document(), cacheable ? http : http.uncacheable(), report);
    }

    /** What the execution has done so far. */
    Report report(int status) {
        List<SourceReport> reports = new ArrayList<>(progress.size());
        for (Optional<Progress> source : progress) {
            if (source.isPresent()) {
                reports.add(source.get().report());
            }
        }
        return new Report(composition.name(), status, scope.deadline().elapsed(), reports);
    }
}
