package dev.gather.http;

import dev.gather.config.GatherConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.ws.rs.ext.ContextResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
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
        builder.http2(config.http2());
        builder.alpn(config.http2());
        builder.register(new Options(config), ContextResolver.class);
        config.trustCertificates().map(RestClients::trusted).ifPresent(builder::trustStore);
        ClientImpl client = builder.build();
        client.getVertxHttpClient()
                .connectionHandler(connection -> ConnectionGuard.install(connection, reuse, maxHeader(config)));
        return client;
    }

    private static int maxHeader(GatherConfig.Upstream config) {
        return (int) Math.min(config.maxHeader().asLongValue(), Integer.MAX_VALUE);
    }

    /** Cannot fail unless the files have changed: {@link UpstreamCheck} has read them before. */
    private static KeyStore trusted(List<Path> files) {
        try {
            return TrustedCertificates.read(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options that the REST client's builder has no method for. It finds the resolver's type by reflection. */
    @RegisterForReflection
    static final class Options implements ContextResolver<HttpClientOptions> {
        private final GatherConfig.Upstream config;

        Options(GatherConfig.Upstream config) {
            this.config = config;
        }

        /** The TLS handshake has the same limit as connecting, so that a silent server does not keep a connection longer. */
        @Override
        public HttpClientOptions getContext(Class<?> type) {
            HttpClientOptions options = new OneForHttp2()
                    .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setTracingPolicy(TracingPolicy.IGNORE);
            config.clientCertificate().ifPresent(file -> options.setKeyCertOptions(clientCertificate(file)));
            config.proxy().ifPresent(proxy -> options.setProxyOptions(new ProxyUrl(proxy).options()));
            if (config.http2()) {
                // Without TLS HTTP/2 is known to be spoken, and not asked for by an upgrade.
                options.setHttp2ClearTextUpgrade(false)
                        .setInitialSettings(new Http2Settings().setMaxHeaderListSize(maxHeader(config)));
            }
            return options;
        }

        private PemKeyCertOptions clientCertificate(Path file) {
            return new PemKeyCertOptions()
                    .setCertPath(file.toString())
                    .setKeyPath(config.clientKey().orElseThrow().toString());
        }
    }

    /** One connection has all streams of HTTP/2. The REST client would open as many as for HTTP/1.1 at once. */
    private static final class OneForHttp2 extends HttpClientOptions {
        @Override
        public HttpClientOptions setHttp2MaxPoolSize(int max) {
            return super.setHttp2MaxPoolSize(1);
        }
    }
}
