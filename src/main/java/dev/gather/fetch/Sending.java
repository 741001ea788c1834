package dev.gather.fetch;

import dev.gather.failure.Failure;
import dev.gather.source.Attempt;
import dev.gather.source.Fetch;
import dev.gather.source.Fetched;
import dev.gather.source.Request;
import dev.gather.source.SourceFailures;
import dev.gather.time.Deadline;
import dev.gather.trace.CallSpan;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

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
        Uni<Fetched> sent = Uni.createFrom().deferred(() -> request.send(attempt));
        Uni<Fetched> answer = attempt.scope()
                .spans()
                .map(spans -> traced(sent, attempt, attempt.begin(spans, request.traced())))
                .orElse(sent);
        return attempt.scope()
                .deadline()
                .cancellations()
                .deferred(answer, attempt::abandon, thrown -> failure(thrown, attempt));
    }

    private static Uni<Fetched> traced(Uni<Fetched> sent, Attempt attempt, CallSpan span) {
        Deadline deadline = attempt.scope().deadline();
        return sent.onItem()
                .invoke(fetched -> answered(fetched, span, deadline))
                .onFailure()
                .invoke(thrown -> failed(thrown, span, deadline))
                .onCancellation()
                .invoke(() -> span.end(deadline.elapsedNanos(), Optional.of("cancelled")));
    }

    private static void answered(Fetched fetched, CallSpan span, Deadline deadline) {
        if (fetched.unit().equals("rows")) {
            span.put("db.response.returned_rows", fetched.amount());
        }
        span.end(deadline.elapsedNanos(), Optional.empty());
    }

    private static void failed(Throwable thrown, CallSpan span, Deadline deadline) {
        String code = thrown instanceof Failure failure ? failure.code().toString() : "internal";
        span.end(deadline.elapsedNanos(), Optional.of(code));
    }

    private Failure failure(Throwable thrown, Attempt attempt) {
        attempt.memory().giveBackAll();
        return SourceFailures.of(source, thrown, attempt.scope().call());
    }
}
