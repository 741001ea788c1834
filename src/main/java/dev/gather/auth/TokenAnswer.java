package dev.gather.auth;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.json.UnreadableJsonException;
import dev.gather.source.HeaderText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a token endpoint. Its body may hold a token, and so is in no message.
 *
 * @param status the HTTP status
 * @param body as it came
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, Issuing an Access Token</a>
 */
@SuppressWarnings("ArrayRecordComponent")
record TokenAnswer(int status, byte[] body) {
    private static final long MAX_MEMORY = 1_000_000;
    private static final int SERVER_ERROR = 500;

    /** The statuses after which a later request may succeed. */
    private static final Set<Integer> TEMPORARY = Set.of(429, 502, 503, 504);

    /** Longer than any token is used. */
    private static final double LONGEST_SECONDS = 3650 * 24 * 3600.0;

    /** The errors of RFC 6749 and its relatives; any other text may hold something that is not to be seen. */
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_target",
            "access_denied",
            "server_error",
            "temporarily_unavailable");

    /**
     * The token in it.
     *
     * @param requested when the request was sent
     * @throws Failure if there is none that can be used
     */
    AccessToken token(Instant requested) {
        if (status / 100 != 2) {
            throw refusal();
        }
        Map<?, ?> members = members().orElseThrow(() -> unusable("is not a JSON object"));
        Object type = members.get("token_type");
        if (type != null && !(type instanceof String name && name.equalsIgnoreCase("bearer"))) {
            throw unusable("has a token of another type than bearer");
        }
        if (!(members.get("access_token") instanceof String token) || token.isEmpty()) {
            throw unusable("has no access_token");
        }
        if (!HeaderText.isValue(token)) {
            throw unusable("has an access_token that cannot stand in a header");
        }
        return new AccessToken(token, requested, validity(members.get("expires_in")));
    }

    /** Some servers write the seconds as a string. Without a number the token is used until it is refused. */
    private static Optional<Duration> validity(@Nullable Object seconds) {
        if (seconds instanceof Number number) {
            return Optional.of(Duration.ofSeconds((long) Math.max(0, Math.min(number.doubleValue(), LONGEST_SECONDS))));
        }
        return seconds instanceof String text && text.matches("[0-9]{1,9}")
                ? validity(Long.parseLong(text))
                : Optional.empty();
    }

    private Failure refusal() {
        String message = TokenFailures.NO_TOKEN + "the token endpoint answered " + status;
        Failure failure =
                TEMPORARY.contains(status) ? Failure.temporary(Code.STATUS, message) : Failure.of(Code.STATUS, message);
        String error = members()
                .map(members -> members.get("error"))
                .filter(ERRORS::contains)
                .map(String::valueOf)
                .orElse("");
        return (status >= SERVER_ERROR ? failure.ofBackend() : failure).withDetail(error);
    }

    private static Failure unusable(String fault) {
        return Failure.of(Code.MALFORMED, TokenFailures.NO_TOKEN + "the token endpoint's answer " + fault);
    }

    private Optional<Map<?, ?>> members() {
        try {
            return ExactJson.read(body, MAX_MEMORY) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (UnreadableJsonException e) {
            return Optional.empty(); // The caller says that it is no JSON object; the exception would add nothing.
        }
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
