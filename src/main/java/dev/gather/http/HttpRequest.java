package dev.gather.http;

import dev.gather.composition.Fetched;
import dev.gather.composition.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One rendered HTTP request.
 *
 * @param upstream whom it asks
 * @param method in capitals
 * @param target path and query, percent-encoded, below the upstream's base URL
 * @param headers by name in lower case
 * @param body the content, if any
 * @param repeatable whether asking twice does no more than asking once
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
    public Uni<Fetched> send(Duration limit) {
        return upstream.send(this).onItem().transform(this::fetched).onFailure().transform(HttpFailures::classify);
    }

    private Fetched fetched(HttpAnswer answer) {
        return new Fetched(AnswerReader.read(answer, upstream.maxBody()), answer.body().length, "bytes");
    }
}
