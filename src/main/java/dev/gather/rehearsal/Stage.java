package dev.gather.rehearsal;

import dev.gather.rehearsal.Script.Answers;
import dev.gather.source.Attempt;
import dev.gather.source.Call;
import dev.gather.source.Fetched;
import dev.gather.source.GivenAnswer;
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
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> misfits = new LinkedHashSet<>();

    Stage(Script script, VirtualClock clock) {
        this.script = script;
        this.clock = clock;
    }

    /** Requests without an answer, answers that the source cannot get, and answers to requests that were not sent. */
    Set<String> misfits() {
        Set<String> all = new LinkedHashSet<>(misfits);
        script.byRequest().keySet().stream()
                .filter(line -> !asked.containsKey(line))
                .forEach(line -> all.add("nothing sends " + line));
        return all;
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
        if (!attempt.mayWrite()) {
            return;
        }
        attempt.writeSent();
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

    private static Fetched fetched(ScriptedAnswer answer, Asked asked, Attempt attempt) {
        if (answer.fault().isPresent()) {
            throw answer.fault().get().failure(asked.call());
        }
        return asked.request().accept(answer.given(), attempt);
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
