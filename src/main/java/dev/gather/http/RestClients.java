package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.ws.rs.ext.ContextResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.jboss.resteasy.reactive.client.impl.ClientImpl;

/**
 * Makes reactive REST clients as upstreams are configured. Redirects are never followed: they could lead to another host,
 * and take headers along.
 */
final class RestClients {
    private RestClients() {}

    /** @param trust lost where the upstream sends what nobody asked for */
    @SuppressWarnings(
            "deprecation") // The handler can be given to a builder of Vert.x, but not to that of the REST client.
    static ClientImpl create(GatherConfig.Upstream config, Trust trust) {
        ClientBuilderImpl builder = new ClientBuilderImpl();
        builder.followRedirects(false);
        builder.connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxConnections());
        builder.property(QuarkusRestClientProperties.CONNECTION_TTL, seconds(config.idleTimeout()));
        builder.register(new Options(config.connectTimeout()), ContextResolver.class);
        config.trustCertificates().map(RestClients::trusted).ifPresent(builder::trustStore);
        ClientImpl client = builder.build();
        client.getVertxHttpClient().connectionHandler(connection -> ConnectionGuard.install(connection, trust));
        return client;
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

    /** What the REST client's builder has no word for. It finds out by reflection that these are options. */
    @RegisterForReflection
    static final class Options implements ContextResolver<HttpClientOptions> {
        private final Duration connectTimeout;

        Options(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
        }

        /** A server that accepts a connection and then says nothing keeps a place no longer than one that does not accept. */
        @Override
        public HttpClientOptions getContext(Class<?> type) {
            return new HttpClientOptions()
                    .setSslHandshakeTimeout(connectTimeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setTracingPolicy(TracingPolicy.IGNORE);
        }
    }
}
