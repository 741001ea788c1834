package dev.gather.http;

import dev.gather.auth.AccessTokens;
import dev.gather.auth.Authentication;
import dev.gather.auth.Signatures;
import dev.gather.auth.TokenEndpoint;
import dev.gather.auth.TokenRequest;
import dev.gather.aws.AwsEnvironment;
import dev.gather.aws.AwsKeySource;
import dev.gather.aws.RequestSigner;
import dev.gather.config.GatherConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Makes what authenticates the requests to upstreams, as their configuration says. Asks nobody for anything yet. */
@ApplicationScoped
class Authentications {
    /** The longest that reading the keys of a container may take. */
    private static final Duration READING_KEYS = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final AwsEnvironment environment;
    private final Clock clock;
    private @Nullable AwsKeySource keys;

    @Inject
    Authentications(Vertx vertx, Config config) {
        this(vertx, variable -> config.getOptionalValue(variable, String.class), Clock.systemUTC());
    }

    /** @param clock the time of signatures, and of the ends of tokens and keys */
    Authentications(Vertx vertx, AwsEnvironment environment, Clock clock) {
        this.vertx = vertx;
        this.environment = environment;
        this.clock = clock;
    }

    /** The region of AWS in which Gather runs; empty if it runs elsewhere. */
    Optional<String> region() {
        return environment.find("AWS_REGION");
    }

    /**
     * What authenticates the requests to an upstream, if anything does but its configured headers.
     *
     * @param config without faults, except that a client's secret may be absent
     */
    Optional<Authentication> of(String upstream, GatherConfig.Upstream config, Location location) {
        return location.function(config)
                .map(function -> signatures(Future.succeededFuture(function.region()), "lambda"))
                .or(() -> config.auth().map(auth -> of(upstream, config, auth)));
    }

    private Authentication of(String upstream, GatherConfig.Upstream config, GatherConfig.Auth auth) {
        return auth.oauth2()
                .<Authentication>map(client -> tokens(upstream, client, config.connectTimeout()))
                .orElseGet(() -> signatures(auth.sigv4().orElseThrow()));
    }

    private Authentication tokens(String upstream, GatherConfig.OAuth2 client, Duration connectTimeout) {
        TokenRequest request = new TokenRequest(
                client.tokenUrl().orElseThrow(),
                client.clientId().orElseThrow(),
                client.clientSecret(),
                client.scope(),
                client.audience(),
                client.clientAuthentication().filter(AuthCheck.POST::equals).isPresent());
        TokenEndpoint.Access access = new TokenEndpoint.Access(
                connectTimeout,
                client.trustCertificates().map(Authentications::trusted),
                client.proxy().map(proxy -> new ProxyUrl(proxy).options()));
        return new AccessTokens(upstream, new TokenEndpoint(request, access, vertx, clock), clock);
    }

    private Authentication signatures(GatherConfig.SigV4 signed) {
        Future<String> region =
                signed.region().map(Future::succeededFuture).orElseGet(() -> environment.required("AWS_REGION"));
        return signatures(region, signed.service().orElseThrow());
    }

    private Authentication signatures(Future<String> region, String service) {
        Future<RequestSigner.Scope> scope = region.map(name -> new RequestSigner.Scope(service, name));
        return new Signatures(scope, keys(), new RequestSigner(clock));
    }

    /** The function's keys, which all its upstreams share. */
    private AwsKeySource keys() {
        if (keys == null) {
            keys = new AwsKeySource(vertx, environment, READING_KEYS, clock);
        }
        return keys;
    }

    private static TrustOptions trusted(List<Path> files) {
        try {
            KeyStore store = TrustedCertificates.of(files);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return TrustOptions.wrap(trust.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
