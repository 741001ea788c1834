package dev.gather.http;

/** An answer is a redirect, so that the answer to another request counts. It never leaves {@link Upstream}. */
final class RedirectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpRequest next;

    /** @param next the request to which it leads */
    RedirectedException(HttpRequest next) {
        super(null, null, false, false);
        this.next = next;
    }

    HttpRequest next() {
        return next;
    }
}
