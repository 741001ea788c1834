package dev.gather.aws;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the function's keys come from: Lambda's environment variables; for a container, and a function that SnapStart
 * restored, the service on the address that the environment names.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container credential
 *     provider</a>
 */
public final class AwsKeySource {
    private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
    private static final String CONTAINERS = "http://169.254.170.2";
    private static final int OK = 200;

    /** Keys are read again when they are valid for less than this. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final AwsEnvironment environment;
    private final LocalHttp http;
    private final Clock clock;
    private @Nullable Future<Temporary> kept;

    /** Keys and the end of their validity. */
    private record Temporary(AwsKeys keys, Instant end) {}

    /** @param limit the longest that reading keys may take */
    public AwsKeySource(Vertx vertx, AwsEnvironment environment, Duration limit, Clock clock) {
        this.environment = environment;
        this.http = new LocalHttp(vertx, limit);
        this.clock = clock;
    }

    /**
     * Keys that are valid now.
     *
     * @return fails with a {@link Failure}
     */
    public Future<AwsKeys> current() {
        return environment.find(ACCESS_KEY).map(this::ofEnvironment).orElseGet(() -> ofService()
                .map(Temporary::keys));
    }

    private Future<AwsKeys> ofEnvironment(String id) {
        return environment
                .required("AWS_SECRET_ACCESS_KEY")
                .map(secret -> new AwsKeys(id, secret, environment.find("AWS_SESSION_TOKEN")));
    }

    private synchronized Future<Temporary> ofService() {
        Future<Temporary> known = kept;
        if (known == null || known.failed() || (known.succeeded() && endsSoon(known.result()))) {
            known = read();
            kept = known;
        }
        return known;
    }

    private boolean endsSoon(Temporary keys) {
        return clock.instant().isAfter(keys.end().minus(MARGIN));
    }

    private Future<Temporary> read() {
        return environment
                .find("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .or(() -> environment
                        .find("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                        .map(CONTAINERS::concat))
                .map(this::read)
                .orElseGet(() -> environment.required(ACCESS_KEY).mapEmpty());
    }

    private Future<Temporary> read(String url) {
        String token = environment.find("AWS_CONTAINER_AUTHORIZATION_TOKEN").orElse("");
        return http.get(url, "Authorization", token)
                .recover(AwsKeySource::notAnswered)
                .map(AwsKeySource::keys);
    }

    private static Future<LocalHttp.Answer> notAnswered(Throwable thrown) {
        return Future.failedFuture(
                unread("it does not answer: " + thrown.getClass().getSimpleName()));
    }

    private static Temporary keys(LocalHttp.Answer answer) {
        if (answer.status() != OK) {
            throw unread("it answered with status " + answer.status());
        }
        return JsonMembers.read(answer.body().getBytes())
                .flatMap(AwsKeySource::keys)
                .orElseThrow(() -> unread("its answer has no keys"));
    }

    private static Optional<Temporary> keys(JsonMembers members) {
        return members.text("AccessKeyId")
                .flatMap(id -> members.text("SecretAccessKey").flatMap(secret -> members.text("Expiration")
                        .flatMap(AwsKeySource::instant)
                        .map(end -> new Temporary(new AwsKeys(id, secret, members.text("Token")), end))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // The answer is then unusable, as the caller says.
        }
    }

    private static Failure unread(String detail) {
        return Failure.temporary(Code.CONNECTION, "the function's AWS credentials could not be read")
                .withDetail("the container's credential service: " + detail);
    }
}
