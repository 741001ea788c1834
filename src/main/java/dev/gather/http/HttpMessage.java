package dev.gather.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a request says to its upstream.
 *
 * @param method in upper case
 * @param target path and query, percent-encoded
 * @param headers by name in lower case
 * @param body the content, if any
 * @param whole whether the target is all of the URL after the host, as that of a redirect, and not below the upstream's base
 *     URL
 */
record HttpMessage(String method, String target, Map<String, String> headers, Optional<String> body, boolean whole) {
    /** A message whose target is below the upstream's base URL. */
    HttpMessage(String method, String target, Map<String, String> headers, Optional<String> body) {
        this(method, target, headers, body, false);
    }

    /** Shows no header, which may be a secret, and no content. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
