package dev.gather.rehearsal;

import dev.gather.rehearsal.Script.Answers;
import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
import dev.gather.source.Learnt;
import dev.gather.source.Writes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers the requests of one case, and notes what of the case does not fit them. Confined to one thread. */
final class Stage implements Interceptor {
    private final Script script;
    private final VirtualClock clock;
    private final Map<String, Learnt> lock;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<String, Integer> asked = new HashMap<>();

    /** How many elements the sources with {@code forEach} had, as far as anything was to be asked for. */
    private final Map<String, Integer> rendered = new HashMap<>();

    private final Set<String> misfits = new LinkedHashSet<>();

    /** @param lock what is known of the sources */
    Stage(Script script, VirtualClock clock, Map<String, Learnt> lock) {
        this.script = script;
        this.clock = clock;
        this.lock = lock;
    }

    /** What keeps answers from being checked. */
    Set<String> notes() {
        return notes;
    }

    /**
     * Requests without an answer, answers that the source cannot get, and answers to requests that were not sent.
     *
     * @param failed whether the execution failed, and so may have ended before it had sent all requests
     */
    Set<String> misfits(boolean failed) {
        Set<String> all = new LinkedHashSet<>(misfits);
        script.byRequest().keySet().stream()
                .filter(line -> !asked.containsKey(line))
                .forEach(line -> all.add("nothing sends " + line));
        if (failed) {
            return all;
        }
        script.bySource().forEach((source, answers) -> addSurplus(source, answers, all));
        script.byRequest().forEach((line, answers) -> {
            if (asked.containsKey(line)) {
                tell(line, answers.surplus(Optional.empty(), at -> asked.get(line)), all);
            }
        });
        return all;
    }

    @Override
    public void rendered(Asked asking) {
        asking.element().ifPresent(element -> rendered.merge(asking.source(), element + 1, Math::max));
    }

    @Override
    public Uni<Fetched> answer(Asked asked, Attempt attempt) {
        Optional<ScriptedAnswer> found = next(asked);
        if (found.isEmpty()) {
            misfits.add("there is no answer for '" + asked.source() + "', which sends "
                    + asked.request().line());
            return Uni.createFrom().failure(Fault.CONNECTION.failure(asked.call()));
        }
        ScriptedAnswer answer = found.get();
        misfit(asked.call(), answer)
                .ifPresent(misfit -> misfits.add("the answer does not fit '" + asked.source() + "': " + misfit));
        return writes(asked.call(), answer, attempt)
                ? Uni.createFrom().emitter(emitter -> write(answer, asked, attempt, emitter))
                : after(answer).onItem().transform(passed -> fetched(answer, asked, attempt));
    }

    private void addSurplus(String source, Answers answers, Set<String> all) {
        Integer elements = rendered.get(source);
        tell(
                "'" + source + "'",
                answers.surplus(
                        Optional.ofNullable(elements),
                        at -> asked.getOrDefault(elements == null ? source : source + " " + at, 0)),
                all);
    }

    private static void tell(String what, int surplus, Set<String> all) {
        if (surplus > 0) {
            all.add(what + " has " + surplus + (surplus == 1 ? " answer" : " answers") + " too many");
        }
    }

    private static Optional<String> misfit(Call call, ScriptedAnswer answer) {
        GivenAnswer given = answer.given();
        boolean http =
                given.status() != GivenAnswer.OK || !given.headers().isEmpty() || given.value() instanceof byte[];
        if (http && !call.hasStatus()) {
            return Optional.of("only http has a status, headers and base64");
        }
        return answer.fault().filter(fault -> !fault.fits(call)).map(fault -> "it cannot have the fault " + fault);
    }

    /** Whether a write is sent that takes effect at once, and so has to be waited for. */
    private static boolean writes(Call call, ScriptedAnswer answer, Attempt attempt) {
        return call.writes() != Writes.NO
                && !attempt.scope().isTransactional()
                && !answer.fault().equals(Optional.of(Fault.CONNECTION));
    }

    /** As in a database, a write goes on when nobody waits for it any more. */
    private void write(ScriptedAnswer answer, Asked asked, Attempt attempt, UniEmitter<? super Fetched> emitter) {
        if (!attempt.beginWrite()) {
            return;
        }
        after(answer)
                .onItem()
                .transform(passed -> fetched(answer, asked, attempt))
                .subscribe()
                .with(
                        fetched -> {
                            attempt.writeEnded();
                            emitter.complete(fetched);
                        },
                        thrown -> {
                            attempt.writeEnded();
                            emitter.fail(thrown);
                        });
    }

    private Uni<Void> after(ScriptedAnswer answer) {
        if (answer.fault().equals(Optional.of(Fault.TIMEOUT))) {
            return Uni.createFrom().nothing();
        }
        return answer.delay().isZero() ? Uni.createFrom().voidItem() : clock.after(answer.delay());
    }

    private Fetched fetched(ScriptedAnswer answer, Asked asked, Attempt attempt) {
        if (answer.fault().isPresent()) {
            throw answer.fault().get().failure(asked.call());
        }
        checkContract(asked, answer.given());
        return asked.request().accept(answer.given(), attempt);
    }

    /** Of another request than the source makes now, the lock file says nothing. */
    private void checkContract(Asked asked, GivenAnswer given) {
        Learnt learnt = lock.get(asked.source());
        if (learnt == null) {
            return;
        }
        String again = "run check " + (asked.call().hasStatus() ? "--openapi" : "--db") + " again";
        if (!asked.outline().equals(Optional.of(learnt.request()))) {
            notes.add("the lock file has another request of '" + asked.source() + "', " + again);
            return;
        }
        new Contract(learnt)
                .violations(given)
                .forEach(violation -> misfits.add("'" + asked.source() + "' cannot be answered so: " + violation
                        + ", as the lock file says; correct the answer, or " + again));
    }

    private Optional<ScriptedAnswer> next(Asked asked) {
        String line = asked.request().line();
        Answers ofRequest = script.byRequest().get(line);
        if (ofRequest != null) {
            return ofRequest.inTurn(count(line));
        }
        Answers ofSource = script.bySource().get(asked.source());
        if (ofSource == null) {
            return Optional.empty();
        }
        return asked.element()
                .map(element -> ofSource.ofElement(element, count(asked.source() + " " + element)))
                .orElseGet(() -> ofSource.inTurn(count(asked.source())));
    }

    /** How often it was asked for that before. */
    private int count(String key) {
        return asked.merge(key, 1, Integer::sum) - 1;
    }
}
