package dev.gather.redis;

import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.time.Relay;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way: waits for a place on a connection, is sent, and gets its reply. If a connection has died since it last
 * served, the command goes to another one; it only reads, so that this does no harm. Confined to its event loop.
 */
final class Exchange implements UniSubscription {
    /** Each dies at most once, so that there are not many in turn; and a command that kills connections must end. */
    private static final int MOST_REPEATS = 5;

    private enum State {
        /** It has no connection, or one that is being opened. */
        WAITING,
        /** It is sent, and nothing of the reply is known. */
        SENT,
        /** Answered, failed or cancelled. */
        ENDED
    }

    private final Lines lines;
    private final RedisRequest request;
    private final String key;
    private final Attempt attempt;
    private final UniSubscriber<? super Fetched> subscriber;
    private final ContextInternal caller = ContextInternal.current();
    private State state = State.WAITING;
    private int repeats;
    private @Nullable Line line;

    private Exchange(Lines lines, RedisRequest request, Attempt attempt, UniSubscriber<? super Fetched> subscriber) {
        this.lines = lines;
        this.request = request;
        this.key = request.key();
        this.attempt = attempt;
        this.subscriber = subscriber;
    }

    /**
     * Sends a command once per subscription, on the event loop of the subscriber. Cancelling the subscription gives the command
     * up.
     *
     * @param all the connections of each event loop
     */
    static Uni<Fetched> of(EventLoopLines all, RedisRequest request, Attempt attempt) {
        return Relay.uni(subscriber -> new Exchange(all.current(), request, attempt, subscriber).start());
    }

    private void start() {
        subscriber.onSubscribe(this);
        if (state == State.WAITING) {
            lines.place(this);
        }
    }

    /** Equal commands have equal keys. */
    String key() {
        return key;
    }

    /** How many requests it may come to, on one connection. */
    int parts() {
        BoundCommand command = request.command();
        return request.server().config().cluster() && command.isOfManyKeys()
                ? Math.min(command.keys().size(), Cluster.MOST_KEYS)
                : 1;
    }

    /** Whether it was sent, and nobody waits for its reply any more. */
    boolean isGivenUp() {
        return state == State.SENT && attempt.isAbandoned();
    }

    /** It has a place on a connection, which may not be open yet. */
    void takenBy(Line taken) {
        line = taken;
    }

    /** Sends it, unless it is not wanted any more: an execution may be abandoned before its cancellation gets here. */
    void sendOn(Line open) {
        if (attempt.isAbandoned()) {
            state = State.ENDED;
            open.abandoned(this, false);
            return;
        }
        state = State.SENT;
        open.send(request.command()).onComplete(reply -> answered(open, reply));
    }

    /** The connection that it waited for could not be opened. */
    void notConnected(Throwable thrown) {
        if (state != State.ENDED) {
            fail(RedisFailures.classify(thrown));
        }
    }

    private void answered(Line open, AsyncResult<@Nullable Response> reply) {
        boolean replied = reply.succeeded() || RedisFailures.isReply(reply.cause());
        if (state != State.SENT) {
            return;
        }
        if (replied) {
            open.ended(this);
            end(reply);
        } else {
            broken(open, reply.cause());
        }
    }

    private void end(AsyncResult<@Nullable Response> reply) {
        if (reply.failed()) {
            fail(RedisFailures.classify(reply.cause()));
            return;
        }
        state = State.ENDED;
        caller.dispatch(() -> deliver(reply.result()));
    }

    private void deliver(@Nullable Response response) {
        Fetched fetched;
        try {
            Reply.Reading reading =
                    new Reply.Reading(request.command(), request.rules().form(), attempt.memory());
            fetched = request.read(new Reply(response, reading));
        } catch (Throwable unreadable) {
            subscriber.onFailure(unreadable);
            return;
        }
        subscriber.onItem(fetched);
    }

    private void broken(Line open, Throwable thrown) {
        boolean again = open.mayRepeat() && repeats < MOST_REPEATS;
        if (again) {
            repeats++;
            state = State.WAITING;
            line = null;
            open.ended(this);
            lines.place(this);
        } else {
            state = State.ENDED;
            open.ended(this);
            fail(RedisFailures.classify(thrown));
        }
    }

    private void fail(Throwable failure) {
        state = State.ENDED;
        caller.dispatch(() -> subscriber.onFailure(failure));
    }

    @Override
    public void cancel() {
        State before = state;
        state = State.ENDED;
        if (before == State.ENDED) {
            return;
        }
        lines.withdraw(this);
        if (line != null) {
            line.abandoned(this, before == State.SENT);
        }
    }
}
