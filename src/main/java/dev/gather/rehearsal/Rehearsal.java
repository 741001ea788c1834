package dev.gather.rehearsal;

import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.composition.Compositions;
import dev.gather.composition.InvalidCompositionsException;
import dev.gather.config.GatherConfig;
import dev.gather.execution.Arguments;
import dev.gather.execution.CallContext;
import dev.gather.execution.Engine;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.fetch.Layers;
import dev.gather.rehearsal.CaseResult.Answer;
import dev.gather.report.Report;
import dev.gather.source.Learnt;
import dev.gather.source.SourceKind;
import dev.gather.time.Deadlines;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import dev.gather.web.Envelope;
import dev.gather.web.ProblemDocument;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebDoor;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases: with the function's engine, layers and front door, and answers and a clock of the case. Each case starts anew,
 * with all circuits closed and no
 * answers kept.
 */
@ApplicationScoped
public class Rehearsal {
    private static final String PROBLEM = "application/problem+json";

    private final List<SourceKind> kinds;
    private final GatherConfig config;
    private final EventLoop loop;

    Rehearsal(@All List<SourceKind> kinds, GatherConfig config, EventLoop loop) {
        this.kinds = kinds;
        this.config = config;
        this.loop = loop;
    }

    /**
     * Runs a case.
     *
     * @param file the composition, which can be loaded
     * @param lock what is known of its sources
     */
    CaseResult run(CompositionFile file, TestCase test, Map<String, Learnt> lock) {
        CompletableFuture<CaseResult> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(onLoop(file, test, lock));
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result.join();
    }

    /**
     * The composition of a file.
     *
     * @throws InvalidCompositionsException if it cannot be loaded
     */
    Composition load(CompositionFile file) {
        Compositions compositions =
                new CompositionLoader(kinds, new Layers(config, new VirtualClock()), true).load(List.of(file));
        return compositions.all().iterator().next();
    }

    private CaseResult onLoop(CompositionFile file, TestCase test, Map<String, Learnt> lock) {
        VirtualClock clock = new VirtualClock();
        Stage stage = new Stage(test.script(), clock, lock);
        List<SourceKind> scripted = kinds.stream().map(stage::around).toList();
        Compositions compositions =
                new CompositionLoader(scripted, new Layers(config, clock), true).load(List.of(file));
        AtomicReference<@Nullable Report> report = new AtomicReference<>();
        Deadlines deadlines = new Deadlines(config, clock, new Reserve(Duration.ZERO, Optional.empty()));
        Engine engine = new Engine(deadlines, loop, config, (made, requestId) -> report.set(made));
        Answer answer = awaited(answer(compositions, test, engine), clock);
        Set<String> wrong = new LinkedHashSet<>(stage.misfits(answer.problem()));
        boolean withoutContent = test.request().isPresent() && answer.document() == null;
        if (!withoutContent && !answer.problem()) {
            wrong.addAll(broken(compositions.all().iterator().next(), answer));
        }
        return new CaseResult(test, answer, Optional.ofNullable(report.get()), wrong, stage.notes());
    }

    /** What an answer breaks of what its composition promises. */
    private static List<String> broken(Composition composition, Answer answer) {
        return composition.answer().returns().stream()
                .flatMap(returns -> returns.violations(answer.document()).stream())
                .map(violation -> "returns: the answer breaks it: " + violation.inWords())
                .toList();
    }

    private Uni<Answer> answer(Compositions compositions, TestCase test, Engine engine) {
        if (test.request().isPresent()) {
            WebDoor door = new WebDoor(() -> Uni.createFrom().item(compositions), engine, config);
            return door.handle(test.request().get(), new AsItIs()).onItem().transform(Rehearsal::answer);
        }
        Composition composition = compositions.all().iterator().next();
        return engine.execute(composition, Arguments.direct(Map.of(), test.input(), CallContext.NONE))
                .onItem()
                .transform(Rehearsal::answer)
                .onFailure(Failure.class)
                .recoverWithItem(Rehearsal::problem);
    }

    private static final class AsItIs implements Envelope<WebAnswer> {
        @Override
        public boolean takesBinary() {
            return false;
        }

        @Override
        public WebAnswer seal(WebAnswer answer) {
            return answer;
        }
    }

    private static Answer answer(WebAnswer answer) {
        Object document = answer.body().length == 0 ? null : Documents.read(answer.body());
        boolean problem = answer.headers().getOrDefault("content-type", "").startsWith(PROBLEM);
        return new Answer(answer.status(), problem, document);
    }

    private static Answer answer(Result result) {
        return result instanceof Result.Answer answer
                ? new Answer(answer.http().status(), false, Documents.exact(answer.output()))
                : problem(((Result.Failed) result).failure());
    }

    private static Answer problem(Failure failure) {
        return new Answer(failure.status(), true, Documents.exact(ProblemDocument.of(failure)));
    }

    /** Lets time pass until there is an answer. */
    private static Answer awaited(Uni<Answer> answer, VirtualClock clock) {
        CompletableFuture<Answer> made = answer.subscribeAsCompletionStage();
        boolean going = true;
        while (!made.isDone() && going) {
            going = clock.step();
        }
        if (!made.isDone()) {
            made.cancel(true);
            throw new IllegalStateException("the execution waits for nothing, and does not end");
        }
        return made.join();
    }
}
