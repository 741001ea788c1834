package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One request on the wire, from the wait for a place to the last byte of its answer. It lives on one event loop.
 *
 * <p>It is sent on another connection where it met one from the pool that is too old, or, if it may be repeated, one that
 * had died: the server had closed it, or the function was frozen meanwhile. That ends with the pooled connections, at the
 * latest with a new one.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** What servers say of a request that starts with what they had not read of the body before it. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 405, 501);

    private enum State {
        /** All places are taken. */
        WAITING,
        /** It has a place, and no connection yet. */
        CONNECTING,
        /** Written, and nothing came back. */
        WRITTEN,
        /** Status and headers are there. */
        ANSWERING,
        /** Answered, failed or cancelled. */
        ENDED
    }

    private final Wire wire;
    private final HttpRequest asked;
    private final RequestOptions options;
    private final AnswerBody body;
    private final UniEmitter<? super HttpAnswer> emitter;
    private final Runnable placed = this::connect;
    private State state = State.WAITING;
    private HttpClientRequest request;
    private ConnectionGuard.History history;

    private Exchange(
            Wire wire,
            HttpRequest asked,
            RequestOptions options,
            AnswerBody body,
            UniEmitter<? super HttpAnswer> emitter) {
        this.wire = wire;
        this.asked = asked;
        this.options = options;
        this.body = body;
        this.emitter = emitter;
    }

    /**
     * Sends a request once for each subscription, on the event loop that subscribes.
     *
     * @param wire the way from that event loop
     * @param options where it goes
     * @param body takes what is answered
     */
    static Uni<HttpAnswer> of(Wire wire, HttpRequest asked, RequestOptions options, AnswerBody body) {
        return Uni.createFrom().emitter(emitter -> new Exchange(wire, asked, options, body, emitter).start());
    }

    private void start() {
        emitter.onTermination(this::end);
        wire.places().take(placed);
    }

    private void connect() {
        if (isUnwanted()) {
            release();
            return;
        }
        state = State.CONNECTING;
        try {
            wire.client().request(options).onComplete(this::connected);
        } catch (IllegalStateException closed) {
            notConnected(closed);
        }
    }

    /** Whether nothing is to be sent any more; the cancellation of what nobody waits for may still be on its way. */
    private boolean isUnwanted() {
        return state == State.ENDED || body.isAbandoned();
    }

    private void connected(AsyncResult<HttpClientRequest> made) {
        if (made.failed()) {
            notConnected(made.cause());
            return;
        }
        HttpClientRequest ready = made.result();
        ready.exceptionHandler(Exchange::toldElsewhere);
        if (isUnwanted()) {
            // Nothing is written on it: the connection stays as good as it was.
            ready.reset();
            release();
        } else if (isFit(ready.connection())) {
            write(ready);
        } else {
            var unused = ready.connection().close();
            connect();
        }
    }

    /** Neither too old, nor one that may hold what an earlier request is still to be sent. */
    private boolean isFit(HttpConnection connection) {
        boolean fresh =
                wire.trust().isThere() || !ConnectionGuard.history(connection).used();
        return fresh && ((HttpClientConnection) connection).isValid();
    }

    private void notConnected(Throwable thrown) {
        if (state == State.ENDED) {
            wire.places().free();
        } else {
            fail(thrown);
        }
    }

    private void write(HttpClientRequest ready) {
        request = ready;
        history = ConnectionGuard.history(ready.connection());
        state = State.WRITTEN;
        ready.response().onComplete(this::answered);
        try {
            asked.headers().forEach(ready::putHeader);
            var unused = asked.body()
                    .map(content -> ready.end(Buffer.buffer(content)))
                    .orElseGet(ready::end);
        } catch (IllegalArgumentException notHttp) {
            stop(Failure.of(Code.UNSAFE_VALUE, "the request cannot be written as HTTP"));
        }
    }

    /** The response's future or its handler tells it, too; without a handler Vert.x would log it as an error. */
    private static void toldElsewhere(Throwable thrown) {
        LOG.debug("a request failed or was cancelled", thrown);
    }

    private void answered(AsyncResult<HttpClientResponse> answer) {
        if (state == State.ENDED) {
            return;
        }
        if (answer.failed()) {
            broken(answer.cause());
            return;
        }
        state = State.ANSWERING;
        HttpClientResponse response = answer.result();
        body.begin(response);
        response.exceptionHandler(this::broken);
        response.handler(chunk -> received(response, chunk));
        response.endHandler(ended -> complete(response));
        if (body.isTooLarge()) {
            tooLarge(response);
        }
    }

    private void received(HttpClientResponse response, Buffer chunk) {
        if (state == State.ENDED) {
            return;
        }
        try {
            body.add(chunk);
        } catch (Failure doesNotFit) {
            stop(doesNotFit);
            return;
        }
        if (body.isTooLarge()) {
            tooLarge(response);
        }
    }

    private void complete(HttpClientResponse response) {
        if (state == State.ENDED) {
            return;
        }
        HttpConnection connection = request.connection();
        if (meantForUnreadBody(response)) {
            again();
            return;
        }
        if (asked.body().isPresent() && response.statusCode() / 100 != 2) {
            // A server that refuses a request may have left its body unread, in front of the next request.
            var unused = connection.close();
        }
        release();
        emitter.complete(body.answer(response));
    }

    /**
     * Whether the server took what it had not read of an earlier request's body for the start of this one, said that it
     * does not understand it, and hangs up.
     */
    private boolean meantForUnreadBody(HttpClientResponse response) {
        return history.sentBody()
                && asked.repeatable()
                && NOT_UNDERSTOOD.contains(response.statusCode())
                && "close".equalsIgnoreCase(response.getHeader("connection"));
    }

    private void broken(Throwable thrown) {
        if (state == State.ENDED) {
            return;
        }
        boolean died = state == State.WRITTEN && history.used() && HttpFailures.isClosed(thrown);
        if (died && asked.repeatable()) {
            again();
        } else {
            fail(thrown);
        }
    }

    /** Once more, on another connection: in the next turn of the event loop, when this one has left the pool. */
    private void again() {
        state = State.CONNECTING;
        var unused = request.connection().close();
        Vertx.currentContext().runOnContext(ignored -> connect());
    }

    /** What an upstream says with its status counts, however much it says besides. */
    private void tooLarge(HttpClientResponse response) {
        boolean success = response.statusCode() / 100 == 2;
        stop(success ? body.tooLarge() : HttpFailures.status(response.statusCode(), RetryAfter.of(response)));
    }

    /** Fails before the answer has ended. */
    private void stop(Failure failure) {
        HttpClientRequest stopped = request;
        fail(failure);
        stopped.reset();
    }

    private void fail(Throwable thrown) {
        release();
        emitter.fail(thrown);
    }

    private void release() {
        state = State.ENDED;
        wire.places().free();
    }

    /** Nobody waits for it any more, or it has ended by itself. */
    private void end() {
        State before = state;
        state = State.ENDED;
        switch (before) {
            case WAITING -> wire.places().withdraw(placed);
            case WRITTEN, ANSWERING -> {
                request.reset();
                wire.places().free();
            }
            // A request that has no connection yet gives back its place when it has one, and is not sent.
            case CONNECTING, ENDED -> {}
        }
    }
}
