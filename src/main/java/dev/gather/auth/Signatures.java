package dev.gather.auth;

import dev.gather.aws.AwsKeySource;
import dev.gather.aws.AwsKeys;
import dev.gather.aws.RequestSigner;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;

/** Signs the requests to a service of AWS with the function's keys. */
public final class Signatures implements Authentication {
    private final Future<RequestSigner.Scope> scope;
    private final AwsKeySource keys;
    private final RequestSigner signer;

    /** @param scope what the signatures are for; failed if no region is known */
    public Signatures(Future<RequestSigner.Scope> scope, AwsKeySource keys, RequestSigner signer) {
        this.scope = scope;
        this.keys = keys;
        this.signer = signer;
    }

    @Override
    public Uni<Credential> credential() {
        return OwnLoop.uni(
                () -> scope.compose(found -> keys.current().map(current -> new Signature(found, current, signer))));
    }

    @Override
    public Set<String> headers() {
        return RequestSigner.HEADERS;
    }

    @Override
    public void close() {
        // The keys belong to the function, and have no connection of their own.
    }

    /** Keys to sign with; each request gets a signature with the time at which it is written. */
    private record Signature(RequestSigner.Scope scope, AwsKeys keys, RequestSigner signer) implements Credential {
        @Override
        public Map<String, String> headers(RequestSigner.Unsigned request) {
            return signer.headers(request, scope, keys);
        }

        @Override
        public String toString() {
            return "signatures for " + scope.service();
        }
    }
}
