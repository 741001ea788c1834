package dev.gather.fetch;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * The innermost fetch: sends the request. Maps any exception to a {@link Failure}. A request that is no longer needed is
 * cancelled when there is time for it.
 *
 * @param source the source's name, for the log
 */
record Sending(String source) implements Fetch {
    private static final Logger LOG = Logger.getLogger(Sending.class);

    @Override
    public Uni<Fetched> fetch(Request request, Attempt attempt) {
        return Uni.createFrom().deferred(() -> send(request, attempt.another()));
    }

    private Uni<Fetched> send(Request request, Attempt attempt) {
        attempt.countSent();
        Uni<Fetched> answer = Uni.createFrom()
                .deferred(() -> request.send(attempt))
                .onFailure()
                .transform(this::failure)
                .onFailure()
                .invoke(attempt.memory()::giveBackAll);
        return attempt.scope().deadline().cancellations().deferred(answer, attempt::abandon);
    }

    private Failure failure(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        LOG.errorf(thrown, "source %s: unexpected failure", source);
        return Failure.of(Failure.Code.INTERNAL, "an unexpected failure");
    }
}
