package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.HeaderText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One HTTP service of the configuration, and the ways to it. */
final class Upstream {
    /** Trace headers go from the caller to every upstream. */
    private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate", "x-amzn-trace-id");

    private static final Map<String, String> BY_DEFAULT =
            Map.of("accept", "application/json, */*;q=0.5", "accept-encoding", "gzip", "user-agent", "Gather");

    private final String name;
    private final GatherConfig.Upstream config;
    private final Backend backend;
    private final RequestOptions address;
    private final List<String> forwarded;
    private final Trust trust;
    /** By event loop. Each is made at the first request, so that a cold start makes only those that it needs. */
    private final Map<Object, Wire> wires = new ConcurrentHashMap<>();

    Upstream(String name, GatherConfig.Upstream config) {
        this.name = name;
        this.config = config;
        this.backend = new Backend("upstream " + name, config.circuitBreaker());
        this.address = address(config.url());
        this.trust = new Trust(name);
        this.forwarded = Stream.concat(
                        TRACE_HEADERS.stream(), config.forwardHeaders().stream().flatMap(List::stream))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                // What the caller can decode says nothing of what Gather can.
                .filter(header -> !header.equals("accept-encoding"))
                .toList();
    }

    private static RequestOptions address(URI url) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String base = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return new RequestOptions()
                .setSsl(tls)
                .setHost(url.getHost())
                .setPort(port)
                .setURI(base);
    }

    Backend backend() {
        return backend;
    }

    Optional<Duration> timeout() {
        return config.timeout();
    }

    /** The headers that every request carries: the caller's that are passed on, and over them the configured ones. */
    Map<String, String> headers(Map<String, String> caller) {
        Map<String, String> headers = new TreeMap<>(BY_DEFAULT);
        forwarded.stream()
                .filter(caller::containsKey)
                .filter(header -> HeaderText.isValue(caller.get(header)))
                .forEach(header -> headers.put(header, caller.get(header)));
        config.headers().forEach((key, value) -> headers.put(HeaderRules.configuredName(key), value));
        return headers;
    }

    /** The most bytes that an answer's content may have, before it is decoded and after it. */
    long maxBody() {
        return config.maxBody().asLongValue();
    }

    /** Sends a request from the event loop that subscribes; cancelling the subscription stops it on the wire. */
    Uni<HttpAnswer> send(HttpRequest request, Attempt attempt) {
        return Uni.createFrom()
                .deferred(() ->
                        Exchange.of(wire(), request, options(request), new AnswerBody(request, maxBody(), attempt)));
    }

    private RequestOptions options(HttpRequest request) {
        return new RequestOptions(address)
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(address.getURI() + request.target());
    }

    private Wire wire() {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return wires.computeIfAbsent(context.nettyEventLoop(), loop -> create(context));
    }

    private Wire create(ContextInternal caller) {
        // The context of the event loop itself, not the caller's: others wait there, too.
        return new Wire(RestClients.create(config, trust), new Places(caller.unwrap(), this::share), trust);
    }

    /** An event loop's share of the connections, by how many event loops have asked so far; each has at least one. */
    private int share() {
        return Math.max(1, config.maxConnections() / Math.max(1, wires.size()));
    }

    void close() {
        wires.values().forEach(Wire::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
