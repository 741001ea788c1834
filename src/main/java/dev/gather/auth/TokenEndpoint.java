package dev.gather.auth;

import dev.gather.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The token endpoint of an authorization server. It is asked rarely, so that each request has a connection of its own, which
 * cannot have died while the function was frozen. Redirects are not followed: the client's secret goes nowhere else.
 */
public final class TokenEndpoint {
    /** The longest that a request may take, from connecting to the last byte; requests that wait for it may have less. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int MOST = 64 * 1024;
    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

    private final TokenRequest content;
    private final RequestOptions address;
    private final HttpClient client;
    private final Clock clock;

    /**
     * How it is reached.
     *
     * @param connectTimeout the longest that connecting may take, and the TLS handshake after it
     * @param trusted the certificate authorities that are trusted; empty for the public ones
     * @param proxy through which it is reached, if not directly
     */
    public record Access(Duration connectTimeout, Optional<TrustOptions> trusted, Optional<ProxyOptions> proxy) {}

    /** @param clock from whose time the validity of tokens is counted */
    public TokenEndpoint(TokenRequest content, Access access, Vertx vertx, Clock clock) {
        this.content = content;
        this.address = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(content.endpoint().toString())
                .setTimeout(LIMIT.toMillis())
                .putHeader("content-type", "application/x-www-form-urlencoded")
                .putHeader("accept", "application/json")
                .putHeader("user-agent", "Gather");
        content.authorization().ifPresent(header -> address.putHeader("authorization", header));
        this.client = vertx.createHttpClient(options(access));
        this.clock = clock;
    }

    private static HttpClientOptions options(Access access) {
        int connecting = (int) Math.min(access.connectTimeout().toMillis(), Integer.MAX_VALUE);
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(connecting)
                .setSslHandshakeTimeout(connecting)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MOST)
                .setTracingPolicy(TracingPolicy.IGNORE);
        access.trusted().ifPresent(options::setTrustOptions);
        access.proxy().ifPresent(options::setProxyOptions);
        return options;
    }

    /**
     * A new token.
     *
     * @return fails with a {@link Failure}, after {@link #LIMIT} at the latest
     */
    Future<AccessToken> token() {
        if (content.secret().isEmpty()) {
            return Future.failedFuture(TokenFailures.noSecret());
        }
        Instant requested = clock.instant();
        return client.request(address)
                .compose(this::send)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> answer.token(requested))
                .recover(thrown -> Future.failedFuture(thrown instanceof Error ? thrown : TokenFailures.of(thrown)));
    }

    private Future<TokenAnswer> send(HttpClientRequest request) {
        // The answer's future fails with the same; without a handler Vert.x would log it as an error.
        request.exceptionHandler(thrown -> LOG.debug("a request for a token failed or was given up", thrown));
        return request.send(Buffer.buffer(content.form()))
                .compose(TokenEndpoint::read)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(unread -> request.reset());
    }

    private static Future<TokenAnswer> read(HttpClientResponse response) {
        Promise<TokenAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MOST) {
                answer.tryFail(TokenFailures.tooLarge(MOST));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(ended -> answer.tryComplete(new TokenAnswer(response.statusCode(), body.getBytes())));
        return answer.future();
    }

    void close() {
        client.close();
    }
}
