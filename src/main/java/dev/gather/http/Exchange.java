package dev.gather.http;

import dev.gather.composition.SourceFailure;
import io.netty.util.AttributeKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.WebTarget;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/**
 * One request on the wire. The REST client itself neither limits the size of a body, nor looks at a connection's age
 * when it takes it from the pool, nor gives one back when a call is cancelled before it has one, so this class watches
 * over all three. It lives on one event loop.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(Exchange.class, "used");

    private final long maxBody;
    private RestClientRequestContext context;
    private HttpClientRequest request;
    private boolean cancelled;
    private boolean old;
    private boolean reused;
    private boolean answered;
    private long received;

    Exchange(long maxBody) {
        this.maxBody = maxBody;
    }

    /** Watches over the call that will be made of a target. */
    void watch(WebTarget target) {
        ClientRequestFilter filter = made -> context = ((ClientRequestContextImpl) made).getRestClientRequestContext();
        target.register(filter, ClientRequestFilter.class);
        target.property(QuarkusRestClientProperties.STATIC_HEADERS, new LastMoment());
    }

    /**
     * No headers at all: the REST client reads them when the request has a connection and nothing of it is written yet,
     * and is kept from writing by an exception. It has no other hook at that moment.
     */
    private final class LastMoment extends AbstractMap<String, String> {
        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            connected(context.getHttpClientRequest());
            return Set.of();
        }
    }

    /** Makes the call. */
    <T> Uni<T> run(Supplier<Uni<T>> call) {
        return Uni.createFrom().emitter(emitter -> subscribe(call.get(), emitter));
    }

    private <T> void subscribe(Uni<T> call, UniEmitter<? super T> emitter) {
        Cancellable subscription = call.subscribe().with(emitter::complete, emitter::fail);
        emitter.onTermination(() -> end(subscription));
    }

    /** Without a connection there is nothing to cancel yet: the request goes no further when it has one. */
    private void end(Cancellable subscription) {
        if (request == null) {
            cancelled = true;
        } else {
            subscription.cancel();
        }
    }

    private void connected(HttpClientRequest connected) {
        connected.exceptionHandler(Exchange::toldElsewhere);
        HttpClientConnection connection = (HttpClientConnection) connected.connection();
        old = !connection.isValid();
        if (cancelled || old) {
            giveBack(connected, connection);
            throw new NotSent();
        }
        request = connected;
        reused = ((ConnectionBase) connection).channel().attr(USED).getAndSet(true) != null;
        connected.response().onSuccess(this::limitBody);
    }

    /** The client's future tells it, too; without a handler Vert.x would log it as an error. */
    private static void toldElsewhere(Throwable thrown) {
        LOG.debug("a request failed or was cancelled", thrown);
    }

    /** A request of which nothing is written leaves its connection as good as it was. */
    private void giveBack(HttpClientRequest connected, HttpClientConnection connection) {
        if (old) {
            connection.close();
        } else {
            connected.reset();
        }
    }

    /** Whether nothing was sent, since the connection had been idle for longer than it may be. */
    boolean metOldConnection() {
        return old;
    }

    /** Whether a failure came of a connection that had been used before, and ended without a word of an answer. */
    boolean metDeadConnection(Throwable thrown) {
        return reused && !answered && HttpFailures.isClosed(thrown);
    }

    private void limitBody(HttpClientResponse response) {
        answered = true;
        response.exceptionHandler(Exchange::toldElsewhere);
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

    /** Keeps the REST client from writing a request. */
    private static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSent() {
            super("the request was not sent", null, false, false);
        }
    }
}
