package dev.gather.fetch;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.SourceFailures;
import io.smallrye.mutiny.Uni;

/**
 * The innermost fetch: sends the request. Maps any exception to a {@link Failure}. A request that is no longer needed is
 * cancelled when there is time for it.
 *
 * @param source the source's name, for the log
 */
record Sending(String source) implements Fetch {
    @Override
    public Uni<Fetched> fetch(Request request, Attempt attempt) {
        return Uni.createFrom().deferred(() -> send(request, attempt.another()));
    }

    private Uni<Fetched> send(Request request, Attempt attempt) {
        attempt.countSent();
        Uni<Fetched> answer = Uni.createFrom().deferred(() -> request.send(attempt));
        return attempt.scope()
                .deadline()
                .cancellations()
                .deferred(answer, attempt::abandon, thrown -> failure(thrown, attempt));
    }

    private Failure failure(Throwable thrown, Attempt attempt) {
        attempt.memory().giveBackAll();
        return SourceFailures.of(source, thrown);
    }
}
