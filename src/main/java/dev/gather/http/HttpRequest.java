package dev.gather.http;

import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One rendered HTTP request.
 *
 * @param upstream the service that the request goes to
 * @param message what it says
 * @param answers what becomes of its answer
 * @param repeatable whether sending it twice has the same effect as sending it once
 */
record HttpRequest(Upstream upstream, HttpMessage message, AnswerRules answers, boolean repeatable) implements Request {
    @Override
    public String key() {
        List<Object> parts = new ArrayList<>(List.of(upstream, message.method(), message.target(), message.body()));
        message.headers().forEach((name, value) -> Collections.addAll(parts, name, value));
        return Request.key(parts);
    }

    /** Two requests that may not be idempotent are two, even if they are equal. */
    @Override
    public boolean isShared() {
        return repeatable;
    }

    @Override
    public Backend backend() {
        return upstream.backend();
    }

    @Override
    public Optional<Duration> timeout() {
        return upstream.timeout();
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        return upstream.send(this, attempt)
                .onFailure()
                .transform(HttpFailures::classify)
                .onItem()
                .transform(answer -> fetched(answer, attempt));
    }

    private Fetched fetched(HttpAnswer answer, Attempt attempt) {
        if (!answers.accept(answer.status())) {
            throw HttpFailures.status(answer, FailureBody.of(answer, attempt.lastingMemory()));
        }
        Fetched fetched = new AnswerReader(answers, upstream.maxBody(), attempt.memory()).read(answer);
        attempt.memory().giveBack(answer.body().length);
        return fetched;
    }
}
