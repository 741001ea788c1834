package dev.gather.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Set;

/**
 * One writing of a request to a connection. It knows what the connection was used for before, and so whether a bad end is
 * the fault of that use and the request may be sent again on another connection.
 *
 * @param request what is written
 * @param client the same in the HTTP client
 * @param history the connection's use before this request
 */
record WrittenRequest(HttpRequest request, HttpClientRequest client, ConnectionGuard.History history) {
    /** How servers answer a request that starts with the unread rest of an earlier request's body. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 405, 501);

    /** A request that is about to be written to the connection that the HTTP client has found for it. */
    static WrittenRequest on(HttpRequest request, HttpClientRequest client) {
        return new WrittenRequest(request, client, ConnectionGuard.history(client.connection()));
    }

    /** @throws IllegalArgumentException if the request cannot be written as HTTP */
    void write() {
        MultiMap headers = client.headers();
        request.message().headers().forEach(headers::set);
        var unused = request.message()
                .body()
                .map(content -> client.end(Buffer.buffer(content)))
                .orElseGet(client::end);
    }

    /** Whether the request met a pooled connection that had died, and may be repeated. */
    boolean metDeadConnection(Throwable thrown) {
        return history.used() && HttpFailures.isClosed(thrown) && request.repeatable();
    }

    /**
     * Whether the server took the unread rest of an earlier request's body for the start of this request, answered that
     * it does not understand it, and hangs up; and the request may be repeated.
     */
    boolean metUnreadBody(HttpClientResponse response) {
        return history.sentBody()
                && request.repeatable()
                && NOT_UNDERSTOOD.contains(response.statusCode())
                && "close".equalsIgnoreCase(response.getHeader("connection"));
    }

    /** Whether the server, as it refused the request, may have left its body unread, in front of the next request. */
    boolean mayLeaveUnreadBody(HttpClientResponse response) {
        return request.message().body().isPresent() && response.statusCode() / 100 != 2;
    }

    void closeConnection() {
        var unused = client.connection().close();
    }

    /** Cancels it on the wire. */
    void reset() {
        client.reset();
    }
}
