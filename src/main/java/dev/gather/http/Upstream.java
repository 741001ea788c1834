package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.CallDefaults;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An HTTP service of the configuration. */
final class Upstream {
    private final String name;
    private final GatherConfig.Upstream config;
    private final Backend backend;
    private final UpstreamHeaders headers;
    private final UpstreamQuery query;
    private final Optional<DeadlineHeader> deadline;
    private final UpstreamUrl url;
    private final Origin origin;
    private final RequestOptions address;
    private final EventLoopClients clients;

    Upstream(String name, GatherConfig.Upstream config) {
        this.name = name;
        this.config = config;
        this.backend = new Backend("upstream " + name, config.circuitBreaker());
        this.headers = new UpstreamHeaders(config);
        this.query = UpstreamQuery.of(config.query());
        this.deadline = config.deadlineHeader().map(DeadlineHeader::named);
        this.url = UpstreamUrl.of(config.url());
        this.origin = new Origin(url, config.host().map(host -> called(url, host)));
        this.address = address(url, origin.called());
        this.clients = new EventLoopClients(config, new ConnectionReuse(name));
    }

    /** The URL with another host, and port. */
    private static UpstreamUrl called(UpstreamUrl url, String host) {
        return UpstreamUrl.of(URI.create((url.tls() ? "https://" : "http://") + host.strip()));
    }

    private static RequestOptions address(UpstreamUrl url, UpstreamUrl called) {
        return new RequestOptions()
                // Otherwise the client makes it of host and port again, for each request.
                .setServer(SocketAddress.inetSocketAddress(url.port(), url.host()))
                .setSsl(url.tls())
                .setHost(called.host())
                .setPort(called.port());
    }

    Backend backend() {
        return backend;
    }

    /** Its base URL. */
    UpstreamUrl url() {
        return url;
    }

    /** Where its answers may lead on. */
    Origin origin() {
        return origin;
    }

    /** What its configuration says for sources that do not. */
    CallDefaults defaults() {
        return new CallDefaults(config.retries(), config.hedge());
    }

    Optional<Duration> timeout() {
        return config.timeout();
    }

    /** The header that says how long the answer is waited for, if it wants one. */
    Optional<DeadlineHeader> deadlineHeader() {
        return deadline;
    }

    /** The largest content of an answer in bytes, both before and after its content encoding is removed. */
    long maxBody() {
        return config.maxBody().asLongValue();
    }

    /**
     * The headers of every request to the upstream.
     *
     * @param caller the headers of the caller's request
     * @return may be shared, and must not be changed
     */
    Map<String, String> headers(Map<?, ?> caller) {
        return headers.of(caller);
    }

    /** Whether its configuration sets this parameter in every query. */
    boolean setsParameter(String parameter) {
        return query.names().contains(parameter);
    }

    /** Its name and what its configuration adds to requests, without any value of it. */
    HttpParts.Target target() {
        Set<String> sent = new TreeSet<>(headers.names());
        deadline.ifPresent(header -> sent.add(header.name()));
        return new HttpParts.Target(name, url.path(), sent, query.names());
    }

    /**
     * Sends a request on the subscriber's event loop, and those to which it is redirected. Cancelling the subscription
     * cancels the request on the wire.
     */
    Uni<Fetched> send(HttpRequest request, Attempt attempt) {
        return request.rules().follow() ? follow(request, attempt, 0) : once(request, attempt);
    }

    private Uni<Fetched> once(HttpRequest request, Attempt attempt) {
        return Uni.createFrom().deferred(() -> Exchange.of(clients.current(), request, attempt));
    }

    private Uni<Fetched> follow(HttpRequest request, Attempt attempt, int redirects) {
        return once(request, attempt)
                .onFailure(RedirectedException.class)
                .recoverWithUni(thrown -> redirects < Redirect.MOST
                        ? follow(thrown.next(), attempt, redirects + 1)
                        : Uni.createFrom().failure(Redirect::endless));
    }

    /** The address of a request, and its method. */
    RequestOptions options(HttpMessage message) {
        return new RequestOptions(address)
                .setMethod(HttpMethod.valueOf(message.method()))
                .setURI((message.whole() ? "" : url.path()).concat(query.appendedTo(message.target())));
    }

    void close() {
        clients.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
