package dev.gather.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An access token. */
final class AccessToken {
    /** Long before its end it is renewed: requests go on with it meanwhile. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final int MARGIN_SHARE = 5;

    private final String value;
    private final Instant requested;
    private final Optional<Duration> validity;

    /**
     * @param value secret
     * @param requested when the request for it was sent, from which its validity is counted
     * @param validity empty if it is valid until it is refused
     */
    AccessToken(String value, Instant requested, Optional<Duration> validity) {
        this.value = value;
        this.requested = requested;
        this.validity = validity;
    }

    /** The header's value that a request has with it. */
    String header() {
        return "Bearer " + value;
    }

    boolean hasEnded(Instant now) {
        return validity.isPresent() && !now.isBefore(requested.plus(validity.get()));
    }

    /** Whether it is time to renew it: less than a minute is left, or a fifth of the time that it is valid. */
    boolean endsSoon(Instant now) {
        return validity.isPresent()
                && !now.isBefore(requested.plus(validity.get()).minus(margin(validity.get())));
    }

    private static Duration margin(Duration validity) {
        Duration share = validity.dividedBy(MARGIN_SHARE);
        return share.compareTo(MARGIN) < 0 ? share : MARGIN;
    }

    /** Whether it was requested less than this before. */
    boolean isYounger(Duration age, Instant now) {
        return now.isBefore(requested.plus(age));
    }
}
