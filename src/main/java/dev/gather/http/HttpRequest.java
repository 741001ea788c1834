package dev.gather.http;

import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rendered HTTP request.
 *
 * @param upstream the service that the request goes to
 * @param method in upper case
 * @param target path and query, percent-encoded, below the upstream's base URL
 * @param headers by name in lower case
 * @param body the content, if any
 * @param repeatable whether sending it twice has the same effect as sending it once
 */
record HttpRequest(
        Upstream upstream,
        String method,
        String target,
        Map<String, String> headers,
        Optional<String> body,
        boolean repeatable)
        implements Request {
    @Override
    public String key() {
        List<Object> parts = new ArrayList<>(List.of(method, target, body));
        headers.forEach((name, value) -> Collections.addAll(parts, name, value));
        return Request.key(parts);
    }

    @Override
    public Uni<Fetched> send(Attempt attempt) {
        MemoryBudget.Share memory = attempt.memory();
        return upstream.send(this, attempt)
                .onFailure()
                .transform(HttpFailures::classify)
                .onItem()
                .transform(answer -> fetched(answer, memory));
    }

    private Fetched fetched(HttpAnswer answer, MemoryBudget.Share memory) {
        @Nullable Object value = new AnswerReader(upstream.maxBody(), memory).read(answer);
        memory.giveBack(answer.body().length);
        return new Fetched(value, answer.body().length, "bytes");
    }
}
