package dev.gather.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests to AWS by Signature Version 4, with the signer of the AWS SDK. Signing computes and waits for nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
public final class RequestSigner {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Clock clock;

    /** @param clock the signatures' time */
    public RequestSigner(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a signature is for.
     *
     * @param service its name in signatures, such as {@code rds-db}
     * @param region such as {@code eu-central-1}
     */
    public record Scope(String service, String region) {}

    /**
     * The URL of a GET request with the signature in its query.
     *
     * @param url without a signature; the values in its query are encoded
     * @param validity how long the signature is valid
     */
    public URI presigned(URI url, Scope scope, AwsKeys keys, Duration validity) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url).build();
        return signer.sign(SignRequest.builder(identity(keys))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .build())
                .request()
                .getUri();
    }

    private static AwsCredentialsIdentity identity(AwsKeys keys) {
        return keys.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(keys.id(), keys.secret(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(keys.id(), keys.secret()));
    }
}
