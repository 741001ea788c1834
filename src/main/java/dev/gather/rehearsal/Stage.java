package dev.gather.rehearsal;

import dev.gather.failure.Failure;
import dev.gather.rehearsal.Script.Answers;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers the requests of one case, and notes those for which it has no answer. Confined to one thread. */
final class Stage {
    private final Script script;
    private final VirtualClock clock;
    private final Map<Object, Integer> asked = new HashMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();

    Stage(Script script, VirtualClock clock) {
        this.script = script;
        this.clock = clock;
    }

    /** The requests for which there was no answer, each with its source. */
    Set<String> unanswered() {
        return unanswered;
    }

    /**
     * Answers an attempt.
     *
     * @param element the index of the element that is asked for; empty without {@code forEach}
     */
    Uni<Fetched> answer(String source, Optional<Integer> element, Request request, Attempt attempt) {
        Optional<ScriptedAnswer> answer = next(source, element, request);
        if (answer.isEmpty()) {
            unanswered.add("'" + source + "' sends " + request.line());
            return Uni.createFrom().failure(Fault.CONNECTION.failure());
        }
        ScriptedAnswer found = answer.get();
        if (found.fault().equals(Optional.of(Fault.TIMEOUT))) {
            return Uni.createFrom().nothing();
        }
        Uni<Void> time = found.delay().isZero() ? Uni.createFrom().voidItem() : clock.after(found.delay());
        return time.onItem().transform(passed -> answer(found, request, attempt));
    }

    private static Fetched answer(ScriptedAnswer answer, Request request, Attempt attempt) {
        Optional<Failure> failure = answer.fault().map(Fault::failure);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return request.accept(answer.given(), attempt);
    }

    private Optional<ScriptedAnswer> next(String source, Optional<Integer> element, Request request) {
        Answers ofRequest = script.byRequest().get(request.line());
        if (ofRequest != null) {
            return ofRequest.answer(count(request.line()), 0);
        }
        Answers ofSource = script.bySource().get(source);
        if (ofSource == null) {
            return Optional.empty();
        }
        return element.isPresent()
                ? ofSource.answer(element.get(), count(source + "/" + element.get()))
                : inTurn(ofSource, count(source));
    }

    /** Without {@code forEach} every attempt is a turn. */
    private static Optional<ScriptedAnswer> inTurn(Answers answers, int attempt) {
        return answers.only() ? answers.answer(0, attempt) : answers.answer(attempt, 0);
    }

    private int count(String key) {
        return asked.merge(key, 1, Integer::sum) - 1;
    }
}
