package dev.gather.http;

import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import java.util.Set;
import java.util.UUID;

/**
 * How the requests of a source are sent, as it says.
 *
 * @param retryable whether they may be repeated, whatever their method
 * @param keyed whether each has a key of its own, by which the upstream knows further attempts at it
 * @param follow whether redirects within the upstream are followed
 */
record RequestRules(boolean retryable, boolean keyed, boolean follow) {
    private static final String RETRYABLE = "retryable";
    private static final String FOLLOW = "follow";

    /** The key of a source, and the header of its requests. */
    static final String IDEMPOTENCY_KEY = "idempotency-key";

    static final Set<String> KEYS = Set.of(RETRYABLE, IDEMPOTENCY_KEY, FOLLOW);

    /** The rules for a source that says nothing about its requests. */
    static final RequestRules DEFAULT = new RequestRules(false, false, false);

    /** A key for one request and its further attempts. */
    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static RequestRules read(SourceYaml source, Problems problems) {
        return new RequestRules(
                source.flag(RETRYABLE, problems),
                source.flag(IDEMPOTENCY_KEY, problems),
                source.flag(FOLLOW, problems));
    }
}
