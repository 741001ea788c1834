package dev.gather.auth;

import dev.gather.aws.RequestSigner;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests by an access token, which all of them share on all event loops. It is requested when the first
 * request needs it, and once however many requests wait for it; while it is still good and a new one is on its way, it is
 * used. When the backend refuses it, a request is sent once more with another one.
 *
 * <p>Ends are judged by the wall clock, since a function may be frozen for hours.
 */
public final class AccessTokens implements Authentication {
    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final String AUTHORIZATION = "authorization";
    private static final int UNAUTHORIZED = 401;

    /** How long nothing is requested ahead of time after that has failed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A token that followed on a refused one and was refused, too, is not replaced within this time. */
    private static final Duration DOUBT = Duration.ofSeconds(10);

    private final String upstream;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private @Nullable AccessToken kept;
    private @Nullable Flight flight;
    private Instant renewedFrom = Instant.MIN;

    /** A token that followed on a refused one. */
    private @Nullable AccessToken doubted;

    /**
     * A request for a token that is under way.
     *
     * @param started when it was sent; it ends within a limit unless the function is frozen in between
     * @param afterRefusal whether it replaces a token that was refused
     */
    private record Flight(Future<AccessToken> token, Instant started, boolean afterRefusal) {}

    /** @param upstream the upstream's name, for the log */
    public AccessTokens(String upstream, TokenEndpoint endpoint, Clock clock) {
        this.upstream = upstream;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public Uni<Credential> credential() {
        return OwnLoop.uni(() -> current().map(token -> new Bearer(token, true)));
    }

    @Override
    public Set<String> headers() {
        return Set.of(AUTHORIZATION);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private synchronized Future<AccessToken> current() {
        Instant now = clock.instant();
        AccessToken known = kept;
        if (known == null || known.hasEnded(now)) {
            return request(now, false);
        }
        if (known.endsSoon(now) && flight == null && !now.isBefore(renewedFrom)) {
            renewedFrom = now.plus(PAUSE);
            var unused = request(now, false).onFailure(this::warn);
        }
        return Future.succeededFuture(known);
    }

    /** The token that is on its way, or a new one. A request that was frozen for longer than it may take is given up. */
    private Future<AccessToken> request(Instant now, boolean afterRefusal) {
        Flight known = flight;
        if (known != null && now.isBefore(known.started().plus(TokenEndpoint.LIMIT))) {
            return known.token();
        }
        Future<AccessToken> token = endpoint.token();
        Flight started = new Flight(token, now, afterRefusal);
        flight = started;
        return token.andThen(ended -> end(started, ended));
    }

    private synchronized void end(Flight ended, AsyncResult<AccessToken> result) {
        if (!ended.equals(flight)) {
            return;
        }
        flight = null;
        if (result.succeeded()) {
            kept = result.result();
            doubted = ended.afterRefusal() ? result.result() : null;
        }
    }

    private void warn(Throwable failure) {
        LOG.warnf("upstream %s: the token that ends soon was not renewed: %s", upstream, failure);
    }

    /** Another token than the one that was refused; empty if it is not worth a try. */
    private synchronized Optional<Uni<Credential>> replace(AccessToken refused) {
        if (kept == refused && doubted == refused && refused.isYounger(DOUBT, clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(OwnLoop.uni(() -> another(refused).map(token -> new Bearer(token, false))));
    }

    /** The token after one that was refused. Until it is there, others use that one: it may be good for all but one request. */
    private synchronized Future<AccessToken> another(AccessToken refused) {
        return kept == refused ? request(clock.instant(), true) : current();
    }

    /** A token for one request. */
    private final class Bearer implements Credential {
        private final AccessToken token;
        private final boolean replaceable;

        /** @param replaceable whether the request is sent once more if the token is refused */
        Bearer(AccessToken token, boolean replaceable) {
            this.token = token;
            this.replaceable = replaceable;
        }

        @Override
        public Map<String, String> headers(RequestSigner.Unsigned request) {
            return Map.of(AUTHORIZATION, token.header());
        }

        @Override
        public Optional<Uni<Credential>> after(int status) {
            return status == UNAUTHORIZED && replaceable ? replace(token) : Optional.empty();
        }

        @Override
        public String toString() {
            return "an access token";
        }
    }
}
