package dev.gather.http;

import dev.gather.auth.Authentication;
import dev.gather.auth.Credential;
import dev.gather.aws.LambdaFunction;
import dev.gather.config.GatherConfig;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.CallDefaults;
import dev.gather.source.Fetched;
import dev.gather.trace.CallKind;
import dev.gather.trace.CallSpan;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
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
    private final Optional<LambdaFunction> function;
    private final Origin origin;
    private final RequestOptions address;
    private final EventLoopClients clients;
    private final Optional<Authentication> authentication;

    /** One whose requests have no other authentication than its configured headers. */
    Upstream(String name, GatherConfig.Upstream config) {
        this(name, config, new Location(Optional.empty()), Optional.empty());
    }

    /** @param location tells where it is */
    Upstream(String name, GatherConfig.Upstream config, Location location, Optional<Authentication> authentication) {
        this.name = name;
        this.config = config;
        this.backend = new Backend("upstream " + name, config.circuitBreaker());
        this.headers = new UpstreamHeaders(config);
        this.query = UpstreamQuery.of(config.query());
        this.deadline = config.deadlineHeader().map(DeadlineHeader::named);
        this.url = UpstreamUrl.of(location.url(config));
        this.function = location.function(config);
        this.origin = new Origin(url, config.host().map(host -> called(url, host)));
        this.address = address(url, origin.called());
        this.clients = new EventLoopClients(config, new ConnectionReuse(name));
        this.authentication = authentication;
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

    /** Makes what the upstream does a child of the span, unless the configuration says what those headers are. */
    void trace(CallSpan span, MultiMap sent) {
        headers.trace(span, sent);
    }

    /** What traces say of requests to it. */
    CallKind traced(String method) {
        return new CallKind(
                method,
                Map.of(
                        "http.request.method",
                        method,
                        "server.address",
                        url.host(),
                        "server.port",
                        url.port(),
                        "peer.service",
                        name));
    }

    Backend backend() {
        return backend;
    }

    /** Its base URL. */
    UpstreamUrl url() {
        return url;
    }

    /** The function that it is; empty if it is another service. */
    Optional<LambdaFunction> function() {
        return function;
    }

    /** Where its answers may lead on. */
    Origin origin() {
        return origin;
    }

    /** What its configuration says for sources that do not. */
    CallDefaults defaults() {
        return new CallDefaults(config.retries(), config.hedge(), config.cache());
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

    /** Whether its authentication sets this header in every request. */
    boolean authenticatesBy(String header) {
        return authentication.isPresent() && authentication.get().headers().contains(header);
    }

    /** Its name and what its configuration adds to requests, without any value of it. */
    HttpParts.Target target() {
        Set<String> sent = new TreeSet<>(headers.names());
        deadline.ifPresent(header -> sent.add(header.name()));
        authentication.ifPresent(own -> sent.addAll(own.headers()));
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
        return authentication.isPresent()
                ? with(authentication.get().credential(), request, attempt)
                : exchange(request, attempt);
    }

    private Uni<Fetched> with(Uni<Credential> credential, HttpRequest request, Attempt attempt) {
        return credential
                .chain(found -> exchange(request.with(found), attempt))
                .onFailure(RefusedException.class)
                .recoverWithUni(refused -> with(refused.next(), request, attempt));
    }

    private Uni<Fetched> exchange(HttpRequest request, Attempt attempt) {
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
                .setURI(target(message));
    }

    /** Path and query of a request as they are sent, with the parameters of the configuration. */
    String target(HttpMessage message) {
        return query.appendedTo(path(message));
    }

    /** Path and query of a request from the root of the origin, without the parameters of the configuration. */
    String path(HttpMessage message) {
        return message.whole() ? message.target() : url.path().concat(message.target());
    }

    void close() {
        clients.close();
        authentication.ifPresent(Authentication::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
