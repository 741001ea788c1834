package dev.gather.http;

import dev.gather.aws.RequestSigner;
import dev.gather.source.Attempt;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * One writing of a request to a connection. It knows what the connection was used for before, and so whether a bad end is
 * the fault of that use and the request may be sent again on another connection.
 *
 * @param request what is written
 * @param client the same in the HTTP client
 * @param attempt whose time may be told to the upstream
 * @param history the connection's use before this request
 */
record WrittenRequest(HttpRequest request, HttpClientRequest client, Attempt attempt, ConnectionGuard.History history) {
    /** The methods whose requests say that they have no body (RFC 9110, 8.6). */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** How servers answer a request that starts with the unread rest of an earlier request's body. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 405, 501);

    /** A request that is about to be written to the connection that the HTTP client has found for it. */
    static WrittenRequest on(HttpRequest request, HttpClientRequest client, Attempt attempt) {
        return new WrittenRequest(request, client, attempt, ConnectionGuard.history(client.connection()));
    }

    /**
     * Writes the request, with what authenticates it at this time.
     *
     * @throws IllegalArgumentException if the request cannot be written as HTTP
     * @throws dev.gather.failure.Failure if it cannot be authenticated
     */
    void write() {
        ConnectionGuard.use(client.connection());
        MultiMap headers = client.headers();
        request.message().headers().forEach(headers::set);
        request.upstream()
                .deadlineHeader()
                .ifPresent(header -> headers.set(header.name(), header.value(attempt.left())));
        attempt.span().ifPresent(span -> request.upstream().trace(span, headers));
        if (request.credential().isPresent()) {
            request.credential().get().headers(unsigned()).forEach(headers::set);
        }
        Optional<String> body = request.message().body();
        if (body.isEmpty() && WITH_BODY.contains(request.message().method())) {
            headers.set(HttpHeaders.CONTENT_LENGTH, "0");
        }
        var unused = body.map(content -> client.end(Buffer.buffer(content))).orElseGet(client::end);
    }

    private RequestSigner.Unsigned unsigned() {
        HttpMessage message = request.message();
        return new RequestSigner.Unsigned(
                message.method(),
                request.upstream().origin().called().authority(),
                request.upstream().target(message),
                message.headers(),
                message.body().orElse(""));
    }

    /** Whether the request met a pooled connection that had died, or held foreign bytes, and may be repeated. */
    boolean metDeadConnection(Throwable thrown) {
        return history.used() && HttpFailures.isDead(thrown) && request.repeatable();
    }

    /**
     * Whether the server took the unread rest of an earlier request's body for the start of this request, answered that
     * it does not understand it, and hangs up; and the request may be repeated.
     */
    boolean metUnreadBody(HttpClientResponse response) {
        return history.sentBody()
                && request.repeatable()
                && NOT_UNDERSTOOD.contains(response.statusCode())
                && hangsUp(response);
    }

    /**
     * Whether the server ended an idle connection with 408 just as the request was written. It says by that status that it
     * has not received the request (RFC 9110, 15.5.9), so any request may be repeated if the connection ends, too.
     */
    boolean metIdleTimeout(HttpClientResponse response) {
        return history.used()
                && !history.shared()
                && response.statusCode() == HttpResponseStatus.REQUEST_TIMEOUT.code()
                && (request.repeatable() || hangsUp(response));
    }

    private static boolean hangsUp(HttpClientResponse response) {
        return "close".equalsIgnoreCase(response.getHeader("connection"));
    }

    /** Whether the server, as it refused the request, may have left its body unread, in front of the next request. */
    boolean mayLeaveUnreadBody(HttpClientResponse response) {
        return !history.shared() && request.message().body().isPresent() && response.statusCode() / 100 != 2;
    }

    void closeConnection() {
        var unused = client.connection().close();
    }

    /** Cancels it on the wire. */
    void reset() {
        client.reset();
    }
}
