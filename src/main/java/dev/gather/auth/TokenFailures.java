package dev.gather.auth;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.util.concurrent.TimeoutException;

/** The failures of requests for tokens. They name no hosts, and hold nothing of what was sent or answered. */
final class TokenFailures {
    static final String NO_TOKEN = "no token for the upstream: ";

    private TokenFailures() {}

    /** The failure for what the HTTP client failed with. */
    static Failure of(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        return thrown instanceof TimeoutException
                ? Failure.temporary(Code.TIMEOUT, NO_TOKEN + "the token endpoint has not answered in time")
                : Failure.temporary(Code.CONNECTION, NO_TOKEN + "no connection to the token endpoint, or it broke")
                        .withDetail(thrown.getClass().getSimpleName());
    }

    /** The failure of a client whose secret is not configured. */
    static Failure noSecret() {
        return Failure.of(Code.CONNECTION, NO_TOKEN + "the client's secret is not configured");
    }

    /** The failure of an answer that is larger than this, in bytes. */
    static Failure tooLarge(int most) {
        return Failure.of(Code.TOO_LARGE, NO_TOKEN + "the token endpoint's answer is larger than " + most + " bytes");
    }
}
