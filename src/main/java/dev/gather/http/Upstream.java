package dev.gather.http;

import dev.gather.GatherConfig;
import dev.gather.composition.Backend;
import dev.gather.composition.HeaderText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.jboss.resteasy.reactive.client.impl.UniInvoker;

/**
 * One HTTP service of the configuration and the reactive REST client that talks to it. Redirects are never followed:
 * they could lead to another host, and take headers along.
 */
final class Upstream {
    /** Trace headers go from the caller to every upstream. */
    private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate", "x-amzn-trace-id");

    private static final GenericType<RestResponse<byte[]>> ANSWER = new GenericType<>() {};

    private final String name;
    private final GatherConfig.Upstream config;
    private final Backend backend;
    private final String base;
    private final List<String> forwarded;
    /** Made at the first call, so that a cold start makes only those that it needs. */
    private final AtomicReference<Client> client = new AtomicReference<>();

    Upstream(String name, GatherConfig.Upstream config) {
        this.name = name;
        this.config = config;
        this.backend = new Backend("upstream " + name, config.circuitBreaker());
        this.base = config.url().toString().replaceFirst("/+$", "");
        this.forwarded = Stream.concat(
                        TRACE_HEADERS.stream(), config.forwardHeaders().stream().flatMap(List::stream))
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    Backend backend() {
        return backend;
    }

    Optional<Duration> timeout() {
        return config.timeout();
    }

    /** The headers that every request carries: the caller's that are passed on, and over them the configured ones. */
    Map<String, String> headers(Map<String, String> caller) {
        Map<String, String> headers = new TreeMap<>();
        forwarded.stream()
                .filter(caller::containsKey)
                .filter(header -> HeaderText.isValue(caller.get(header)))
                .forEach(header -> headers.put(header, caller.get(header)));
        config.headers().forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /**
     * Sends a request; cancelling the subscription stops it on the wire. It is sent on another connection where it met
     * one from the pool that is too old, or, if it may be repeated, one that had died: the server had closed it, or the
     * function was frozen meanwhile. That ends with the pooled connections, at the latest with a new one.
     */
    Uni<HttpAnswer> send(HttpRequest request, Duration limit) {
        return exchange(request, limit).onItem().transform(Upstream::answer);
    }

    private Uni<RestResponse<byte[]>> exchange(HttpRequest request, Duration limit) {
        return Uni.createFrom().deferred(() -> {
            Exchange exchange = new Exchange(maxBody(request));
            return exchange.run(() -> invoke(request, limit, exchange))
                    .onFailure(thrown ->
                            exchange.metOldConnection() || (request.repeatable() && exchange.metDeadConnection(thrown)))
                    .recoverWithUni(() -> exchange(request, limit));
        });
    }

    /** A HEAD says how long the body of a GET would be, and has none. */
    private long maxBody(HttpRequest request) {
        return request.method().equals("HEAD")
                ? Long.MAX_VALUE
                : config.maxBody().asLongValue();
    }

    void close() {
        Client made = client.get();
        if (made != null) {
            made.close();
        }
    }

    private Client client() {
        Client made = client.get();
        if (made != null) {
            return made;
        }
        Client own = client(config);
        if (client.compareAndSet(null, own)) {
            return own;
        }
        own.close();
        return client.get();
    }

    private Uni<RestResponse<byte[]>> invoke(HttpRequest request, Duration limit, Exchange exchange) {
        WebTarget target = client().target(URI.create(base + request.target()));
        // The client's own timeout also ends the wait for a connection, which a cancellation cannot.
        target.property(QuarkusRestClientProperties.READ_TIMEOUT, limit.toMillis() + 50);
        exchange.watch(target);
        Invocation.Builder invocation = target.request();
        if (!request.headers().containsKey("accept")) {
            invocation.header("accept", "application/json, */*;q=0.5");
        }
        request.headers().forEach(invocation::header);
        return invocation.rx(UniInvoker.class).method(request.method(), entity(request), ANSWER);
    }

    private static Entity<byte[]> entity(HttpRequest request) {
        return request.body()
                .map(body -> Entity.entity(
                        body.getBytes(StandardCharsets.UTF_8),
                        MediaType.valueOf(request.headers().get("content-type"))))
                .orElse(null);
    }

    private static HttpAnswer answer(RestResponse<byte[]> response) {
        String contentType = response.getHeaderString("content-type");
        byte[] body = response.getStatus() / 100 == 2 ? response.getEntity() : null;
        return new HttpAnswer(
                response.getStatus(),
                contentType == null ? "" : contentType,
                RetryAfter.parse(response.getHeaderString("retry-after")),
                body == null ? new byte[0] : body);
    }

    private static Client client(GatherConfig.Upstream config) {
        ClientBuilderImpl builder = new ClientBuilderImpl();
        builder.followRedirects(false);
        builder.connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxConnections());
        builder.property(QuarkusRestClientProperties.CONNECTION_TTL, seconds(config.idleTimeout()));
        config.trustCertificates().map(Upstream::trusted).ifPresent(builder::trustStore);
        return builder.build();
    }

    /** Zero would mean forever. */
    private static int seconds(Duration time) {
        return (int) Math.max(1, time.toSeconds());
    }

    /** {@link UpstreamCheck} has read them before. */
    private static KeyStore trusted(List<Path> files) {
        try {
            return TrustedCertificates.read(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
