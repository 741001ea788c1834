package dev.gather.http;

import dev.gather.composition.SourceFailure;
import io.netty.util.AttributeKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Supplier;

/**
 * One request on the wire. The REST client itself neither limits the size of a body nor gives a connection back when a
 * call is cancelled before it has one, so this class watches over both. It lives on one event loop; a Vert.x context of
 * its own leads the REST client's {@link ExchangeObserver} to it.
 */
final class Exchange {
    private static final String KEY = Exchange.class.getName();
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(Exchange.class, "used");

    private final long maxBody;
    private HttpClientRequest request;
    private boolean cancelled;
    private boolean reused;
    private boolean answered;
    private long received;

    Exchange(long maxBody) {
        this.maxBody = maxBody;
    }

    /** The exchange that the current Vert.x context belongs to, or null. */
    static Exchange current() {
        Context context = io.vertx.core.Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }

    /** Makes the call in a context of this exchange. */
    <T> Uni<T> run(Supplier<Uni<T>> call) {
        return Uni.createFrom().emitter(emitter -> {
            ContextInternal context = ((ContextInternal) io.vertx.core.Vertx.currentContext()).duplicate();
            context.putLocal(KEY, this);
            context.dispatch(() -> subscribe(Uni.createFrom().deferred(call::get), emitter));
        });
    }

    private <T> void subscribe(Uni<T> call, UniEmitter<? super T> emitter) {
        Cancellable subscription = call.subscribe().with(emitter::complete, emitter::fail);
        emitter.onTermination(() -> end(subscription));
    }

    /** Without a request there is nothing to cancel yet: it is reset as soon as it is there. */
    private void end(Cancellable subscription) {
        if (request == null) {
            cancelled = true;
        } else {
            subscription.cancel();
        }
    }

    /** Called when the request has a connection and its head is written. */
    void sent(HttpClientRequest sent) {
        request = sent;
        reused = connection(sent).channel().attr(USED).getAndSet(true) != null;
        if (cancelled) {
            sent.reset();
        } else {
            sent.response().onSuccess(this::limitBody);
        }
    }

    private static ConnectionBase connection(HttpClientRequest sent) {
        return (ConnectionBase) sent.connection();
    }

    /** Whether a failure came of a connection that had been used before, and ended without a word of an answer. */
    boolean metDeadConnection(Throwable thrown) {
        return reused && !answered && HttpFailures.isClosed(thrown);
    }

    private void limitBody(HttpClientResponse response) {
        answered = true;
        if (declaredLength(response) > maxBody) {
            tooLarge(response);
        } else {
            response.handler(chunk -> count(response, chunk));
        }
    }

    private void count(HttpClientResponse response, Buffer chunk) {
        received += chunk.length();
        if (received > maxBody) {
            tooLarge(response);
        }
    }

    /** What an upstream says with its status counts, however much it says besides. */
    private void tooLarge(HttpClientResponse response) {
        SourceFailure failure = response.statusCode() / 100 == 2
                ? SourceFailure.of(
                        SourceFailure.Code.TOO_LARGE, "the upstream's answer is larger than " + maxBody + " bytes")
                : SourceFailure.status(response.statusCode(), RetryAfter.parse(response.getHeader("retry-after")));
        request.reset(0, failure);
    }

    private static long declaredLength(HttpClientResponse response) {
        try {
            String length = response.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
