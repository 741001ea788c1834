package dev.gather.http;

import dev.gather.config.GatherConfig;
import dev.gather.source.Attempt;
import dev.gather.source.Backend;
import dev.gather.source.Fetched;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An HTTP service of the configuration. */
final class Upstream {
    private final String name;
    private final GatherConfig.Upstream config;
    private final Backend backend;
    private final UpstreamHeaders headers;
    private final UpstreamQuery query;
    private final RequestOptions address;
    private final EventLoopClients clients;

    Upstream(String name, GatherConfig.Upstream config) {
        this.name = name;
        this.config = config;
        this.backend = new Backend("upstream " + name, config.circuitBreaker());
        this.headers = new UpstreamHeaders(config);
        this.query = UpstreamQuery.of(config.query());
        this.address = address(config.url());
        this.clients = new EventLoopClients(config, new ConnectionReuse(name));
    }

    private static RequestOptions address(URI url) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String base = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return new RequestOptions()
                // Otherwise the client makes it of host and port again, for each request.
                .setServer(SocketAddress.inetSocketAddress(port, url.getHost()))
                .setSsl(tls)
                .setHost(url.getHost())
                .setPort(port)
                .setURI(base);
    }

    Backend backend() {
        return backend;
    }

    /** Its base URL. */
    URI url() {
        return config.url();
    }

    Optional<Duration> timeout() {
        return config.timeout();
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
        return new HttpParts.Target(name, address.getURI(), headers.names(), query.names());
    }

    /** Sends a request on the subscriber's event loop. Cancelling the subscription cancels the request on the wire. */
    Uni<Fetched> send(HttpRequest request, Attempt attempt) {
        return Uni.createFrom().deferred(() -> Exchange.of(clients.current(), request, attempt));
    }

    /** The address of a request, and its method. */
    RequestOptions options(HttpMessage message) {
        return new RequestOptions(address)
                .setMethod(HttpMethod.valueOf(message.method()))
                .setURI(address.getURI().concat(query.appendedTo(message.target())));
    }

    void close() {
        clients.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
