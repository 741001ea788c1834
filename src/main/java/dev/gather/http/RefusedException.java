package dev.gather.http;

import dev.gather.auth.Credential;
import io.smallrye.mutiny.Uni;

/** The upstream has refused the credential of a request, which is therefore sent again with another one. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Uni<Credential> next;

    RefusedException(Uni<Credential> next) {
        super("refused", null, false, false);
        this.next = next;
    }

    /** What the request is sent again with. */
    Uni<Credential> next() {
        return next;
    }
}
