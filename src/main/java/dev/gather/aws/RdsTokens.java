package dev.gather.aws;

import dev.gather.failure.Failure;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Makes tokens of IAM database authentication, which RDS takes for passwords.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">IAM database
 *     authentication</a>
 */
public final class RdsTokens {
    /** RDS accepts no longer one. */
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private static final String SCHEME = "https://";

    private final AwsEnvironment environment;
    private final AwsKeySource keys;
    private final RequestSigner signer;

    /** @param environment names the region */
    public RdsTokens(AwsEnvironment environment, AwsKeySource keys, RequestSigner signer) {
        this.environment = environment;
        this.keys = keys;
        this.signer = signer;
    }

    /**
     * A new token, valid for 15 minutes from now. It is as secret as a password.
     *
     * @param host the database's own name; RDS accepts no alias of it
     * @return fails with a {@link Failure}
     */
    public Future<String> token(String host, int port, String user) {
        URI url = URI.create(SCHEME + host.toLowerCase(Locale.ROOT) + ":" + port + "/?Action=connect&DBUser="
                + URLEncoder.encode(user, StandardCharsets.UTF_8));
        return environment
                .required("AWS_REGION")
                .map(region -> new RequestSigner.Scope("rds-db", region))
                .compose(scope -> keys.current().map(current -> signer.presigned(url, scope, current, VALIDITY)))
                .map(signed -> signed.toString().substring(SCHEME.length()));
    }
}
