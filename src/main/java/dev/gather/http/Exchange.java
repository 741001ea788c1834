package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.Fetched;
import dev.gather.time.Relay;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the wait for a slot to the answer's last byte, on one event loop.
 *
 * <p>A request is sent again on another connection if the pooled one was too old or, provided that the request may be
 * repeated, had died: the server had closed it, or the function was frozen in between. A new connection ends this at the
 * latest.
 */
final class Exchange implements UniSubscription {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** What a request must have left of its time to be sent, unless a tenth of its limit is less. */
    private static final Duration LEAST_LEFT = Duration.ofMillis(5);

    private enum State {
        /** All slots are taken. */
        WAITING,
        /** It has a slot, but no connection yet. */
        CONNECTING,
        /** The request is written, and nothing of the answer has come. */
        WRITTEN,
        /** Status and headers have come. */
        ANSWERING,
        /** Answered, failed or cancelled. */
        ENDED
    }

    private final EventLoopClient client;
    private final HttpRequest request;
    private final RequestOptions options;
    private final Attempt attempt;
    private final AnswerBody body;
    private final UniSubscriber<? super Fetched> subscriber;
    private final Runnable work = this::connect;
    private State state = State.WAITING;
    private @Nullable WrittenRequest written;

    private Exchange(
            EventLoopClient client, HttpRequest request, Attempt attempt, UniSubscriber<? super Fetched> subscriber) {
        this.client = client;
        this.request = request;
        this.options = request.upstream().options(request.message());
        this.attempt = attempt;
        this.body = new AnswerBody(request, attempt);
        this.subscriber = subscriber;
    }

    /**
     * Sends a request once per subscription, on the event loop of the subscriber. Cancelling the subscription cancels the
     * request on the wire.
     *
     * @param client that event loop's client
     */
    static Uni<Fetched> of(EventLoopClient client, HttpRequest request, Attempt attempt) {
        return Relay.uni(subscriber -> new Exchange(client, request, attempt, subscriber).start());
    }

    private void start() {
        subscriber.onSubscribe(this);
        if (state == State.WAITING) {
            client.slots().acquire(work);
        }
    }

    private void connect() {
        if (isUnwanted()) {
            release();
            return;
        }
        state = State.CONNECTING;
        try {
            client.http().request(options).onComplete(this::connected);
        } catch (IllegalStateException closed) {
            notConnected(HttpFailures.ended());
        }
    }

    /**
     * Whether nothing should be sent any more: an execution may be abandoned before its cancellation gets here, and a request
     * that waited for its slot until its time was nearly over would be reset at once.
     */
    private boolean isUnwanted() {
        return state == State.ENDED || attempt.isAbandoned() || isNearlyLate();
    }

    private boolean isNearlyLate() {
        Duration tenth = attempt.limit().dividedBy(10);
        return attempt.left().compareTo(tenth.compareTo(LEAST_LEFT) < 0 ? tenth : LEAST_LEFT) <= 0;
    }

    private void connected(AsyncResult<HttpClientRequest> made) {
        if (made.failed()) {
            notConnected(made.cause());
            return;
        }
        HttpClientRequest ready = made.result();
        ready.exceptionHandler(Exchange::logUnhandled);
        if (isUnwanted()) {
            // Nothing has been written, so the connection can serve another request.
            ready.reset();
            release();
        } else if (isFit(ready.connection())) {
            write(WrittenRequest.on(request, ready, attempt));
        } else {
            giveUp(ready.connection());
        }
    }

    /** Waits for the next turn of the event loop: by then the connection has left the pool. What else is under way on it ends well. */
    private void giveUp(HttpConnection connection) {
        var unused = ConnectionGuard.history(connection).shared() ? connection.shutdown() : connection.close();
        ContextInternal.current().runOnContext(ignored -> connect());
    }

    /** Whether the connection is neither too old nor likely to hold bytes that the next answer would start with. */
    private boolean isFit(HttpConnection connection) {
        ConnectionGuard.History history = ConnectionGuard.history(connection);
        boolean fresh = client.reuse().isAllowed() || !history.used() || history.shared();
        return fresh && ((HttpClientConnection) connection).isValid();
    }

    private void notConnected(Throwable thrown) {
        if (state == State.ENDED) {
            client.slots().release();
        } else {
            fail(thrown);
        }
    }

    private void write(WrittenRequest ready) {
        written = ready;
        state = State.WRITTEN;
        ready.client().response().onComplete(answer -> answered(ready, answer));
        try {
            ready.write();
        } catch (IllegalArgumentException notHttp) {
            stop(ready, Failure.of(Code.UNSAFE_VALUE, "the request cannot be written as HTTP"));
        } catch (Failure notAuthenticated) {
            stop(ready, notAuthenticated);
        }
    }

    /** The response's future or handler gets the same exception; without this handler Vert.x would log it as an error. */
    private static void logUnhandled(Throwable thrown) {
        LOG.debug("a request failed or was cancelled", thrown);
    }

    private void answered(WrittenRequest sent, AsyncResult<HttpClientResponse> answer) {
        if (state == State.ENDED) {
            return;
        }
        if (answer.failed()) {
            broken(sent, answer.cause());
            return;
        }
        HttpClientResponse response = answer.result();
        if (sent.metIdleTimeout(response)) {
            sendAgain(sent);
            return;
        }
        state = State.ANSWERING;
        attempt.span().ifPresent(span -> span.put("http.response.status_code", response.statusCode()));
        body.begin(response);
        response.exceptionHandler(thrown -> broken(sent, thrown));
        response.handler(chunk -> received(sent, response, chunk));
        response.endHandler(ended -> complete(sent, response));
        if (body.isTooLarge()) {
            stop(sent, body.tooLarge(response));
        }
    }

    private void received(WrittenRequest sent, HttpClientResponse response, Buffer chunk) {
        if (state == State.ENDED) {
            return;
        }
        try {
            body.add(chunk);
        } catch (Failure outOfMemory) {
            stop(sent, outOfMemory);
            return;
        }
        if (body.isTooLarge()) {
            stop(sent, body.tooLarge(response));
        }
    }

    private void complete(WrittenRequest sent, HttpClientResponse response) {
        if (state == State.ENDED) {
            return;
        }
        if (sent.metUnreadBody(response)) {
            sendAgain(sent);
            return;
        }
        if (sent.mayLeaveUnreadBody(response)) {
            sent.closeConnection();
        }
        release();
        deliver(body.answer(response));
    }

    private void deliver(HttpAnswer answer) {
        Fetched fetched;
        try {
            fetched = request.receive(answer, attempt);
        } catch (Throwable unreadable) {
            subscriber.onFailure(unreadable);
            return;
        }
        subscriber.onItem(fetched);
    }

    private void broken(WrittenRequest sent, Throwable thrown) {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.WRITTEN && sent.metDeadConnection(thrown)) {
            sendAgain(sent);
        } else {
            fail(thrown);
        }
    }

    /** Waits for the next turn of the event loop: by then this connection has left the pool. */
    private void sendAgain(WrittenRequest sent) {
        state = State.CONNECTING;
        sent.closeConnection();
        ContextInternal.current().runOnContext(ignored -> connect());
    }

    /** Fails before the answer has ended. */
    private void stop(WrittenRequest sent, Failure failure) {
        fail(failure);
        sent.reset();
    }

    private void fail(Throwable thrown) {
        release();
        subscriber.onFailure(HttpFailures.classify(thrown));
    }

    private void release() {
        state = State.ENDED;
        client.slots().release();
    }

    @Override
    public void cancel() {
        State before = state;
        state = State.ENDED;
        if (before == State.WAITING) {
            client.slots().withdraw(work);
        } else if (written != null && (before == State.WRITTEN || before == State.ANSWERING)) {
            written.reset();
            client.slots().release();
        }
        // While it connects, the slot is freed when there is a connection, on which nothing is then sent.
    }
}
