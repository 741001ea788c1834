package dev.gather.source;

import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration of a backend says for sources that do not say it themselves, and whose requests may be sent again.
 *
 * @param retries how often a failed request is sent again
 * @param hedge after which time a second request is sent
 */
public record CallDefaults(int retries, Optional<Duration> hedge) {
    /** Of a configuration that says nothing. */
    public static final CallDefaults NONE = new CallDefaults(0, Optional.empty());

    /** The most retries, in the configuration and in a source. */
    public static final int MOST_RETRIES = 10;
}
