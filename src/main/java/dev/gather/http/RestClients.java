package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.ws.rs.ext.ContextResolver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.jboss.resteasy.reactive.client.impl.ClientImpl;

/**
 * Creates reactive REST clients from the configuration of upstreams. They never follow redirects, which could take the
 * request's headers to another host.
 */
final class RestClients {
    private RestClients() {}

    /** @param reuse is forbidden as soon as the upstream sends bytes without a request */
    @SuppressWarnings("deprecation") // Vert.x' builder takes a connection handler, the REST client's builder does not.
    static ClientImpl create(GatherConfig.Upstream config, ConnectionReuse reuse) {
        ClientBuilderImpl builder = new ClientBuilderImpl();
        builder.followRedirects(false);
        builder.connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxConnections());
        builder.property(QuarkusRestClientProperties.CONNECTION_TTL, (int)
                Math.min(config.idleTimeout().toSeconds(), Integer.MAX_VALUE));
        builder.register(new Options(config.connectTimeout()), ContextResolver.class);
        config.trustCertificates().map(TrustedCertificates::of).ifPresent(builder::trustStore);
        ClientImpl client = builder.build();
        client.getVertxHttpClient()
                .connectionHandler(connection -> ConnectionGuard.install(connection, reuse, maxHeader(config)));
        return client;
    }

    private static int maxHeader(GatherConfig.Upstream config) {
        return (int) Math.min(config.maxHeader().asLongValue(), Integer.MAX_VALUE);
    }

    /** The options that the REST client's builder has no method for. It finds the resolver's type by reflection. */
    @RegisterForReflection
    static final class Options implements ContextResolver<HttpClientOptions> {
        private final Duration connectTimeout;

        Options(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
        }

        /** The TLS handshake has the same limit as connecting, so that a silent server does not keep a connection longer. */
        @Override
        public HttpClientOptions getContext(Class<?> type) {
            return new HttpClientOptions()
                    .setSslHandshakeTimeout(connectTimeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setTracingPolicy(TracingPolicy.IGNORE);
        }
    }
}
