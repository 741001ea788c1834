package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
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
        StringBuilder key = new StringBuilder(256);
        add(upstream.toString(), key);
        add(message.method(), key);
        add(message.target(), key);
        key.append(message.body().isPresent() ? 'b' : 'e');
        add(message.body().orElse(""), key);
        message.headers().forEach((name, value) -> {
            add(name, key);
            add(value, key);
        });
        return key.toString();
    }

    /** Adds a part with its length, so that different lists of parts make different keys. */
    private static void add(String part, StringBuilder key) {
        key.append(part.length()).append(':').append(part);
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
        return upstream.send(this, attempt);
    }

    /**
     * What comes of an answer, whose body no longer counts against the attempt's memory.
     *
     * @throws Failure if its status is a failure, or its body cannot be read
     */
    Fetched read(HttpAnswer answer, Attempt attempt) {
        if (!answers.accept(answer.status())) {
            throw HttpFailures.status(answer, FailureBody.of(answer, attempt.lastingMemory()));
        }
        Fetched fetched = new AnswerReader(answers, upstream.maxBody(), attempt.memory()).read(answer);
        attempt.memory().giveBack(answer.body().length);
        return fetched;
    }
}
