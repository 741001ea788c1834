package dev.gather.auth;

import dev.gather.aws.RequestSigner;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** What one request is authenticated with. It is secret, and so has no text. */
public interface Credential {
    /**
     * The headers that authenticate a request, by name in lower case; asked for each time that it is written.
     *
     * @throws dev.gather.failure.Failure if it cannot be authenticated
     */
    Map<String, String> headers(RequestSigner.Unsigned request);

    /**
     * What the request is to be sent again with, as the backend has refused this credential and another one may do better;
     * empty if the answer counts.
     *
     * @param status the status of the answer
     */
    default Optional<Uni<Credential>> after(int status) {
        return Optional.empty();
    }
}
