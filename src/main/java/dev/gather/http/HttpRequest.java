package dev.gather.http;

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
    public Uni<Object> send(Duration limit) {
        return upstream.send(this, limit)
                .onItem()
                .transform(AnswerReader::read)
                .onFailure()
                .transform(HttpFailures::classify);
    }
}
