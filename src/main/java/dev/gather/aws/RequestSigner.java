package dev.gather.aws;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
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
    /** The headers that {@link #headers} adds, in lower case. */
    public static final Set<String> HEADERS =
            Set.of("authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

    /** Services that do not take a signature of the content. */
    private static final Set<String> UNSIGNED_CONTENT = Set.of("vpc-lattice-svcs");

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
    public record Scope(String service, String region) {
        /** S3 and its relatives take a path as it is; all others resolve it and encode it once more. */
        private boolean takesPathAsItIs() {
            return service.equals("s3") || service.startsWith("s3-") || service.equals("s3express");
        }
    }

    /**
     * A request as it is sent.
     *
     * @param host the value of its header {@code host}
     * @param target path and query, percent-encoded
     * @param headers by name in lower case
     * @param body the content; empty if there is none
     */
    public record Unsigned(String method, String host, String target, Map<String, String> headers, String body) {
        /** Neither values nor the body, which may be secret. */
        @Override
        public String toString() {
            return method + " to " + host;
        }
    }

    /**
     * The headers that sign a request, valid for five minutes from now. The signature is over its method, path, query, host,
     * content, content type and the headers that begin with {@code x-amz-}; all other headers may be changed on the way.
     *
     * @throws Failure if its target is not a URL
     */
    public Map<String, String> headers(Unsigned request, Scope scope, AwsKeys keys) {
        try {
            return added(signer.sign(signing(request, scope, keys)).request().headers());
        } catch (IllegalArgumentException notAUrl) {
            throw Failure.of(Code.UNSAFE_VALUE, "the request cannot be signed: its path or query is not that of a URL");
        }
    }

    private SignRequest<AwsCredentialsIdentity> signing(Unsigned request, Scope scope, AwsKeys keys) {
        boolean signsContent = !UNSIGNED_CONTENT.contains(scope.service());
        return builder(scope, keys)
                .request(sdk(request))
                .payload(ContentStreamProvider.fromUtf8String(request.body()))
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !scope.takesPathAsItIs())
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !scope.takesPathAsItIs())
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signsContent)
                .build();
    }

    private static Map<String, String> added(Map<String, List<String>> signed) {
        Map<String, String> added = new TreeMap<>();
        signed.forEach((name, values) -> added.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        added.keySet().retainAll(HEADERS);
        return added;
    }

    private static SdkHttpRequest sdk(Unsigned request) {
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        // Whatever the real scheme is: the library would sign the content of every other one.
        SdkHttpRequest.Builder builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol("https")
                .host("signed.invalid")
                .encodedPath(path)
                .putHeader("host", request.host());
        if (query >= 0) {
            addQuery(request.target().substring(query + 1), builder);
        }
        request.headers().forEach((name, value) -> {
            if (name.equals("content-type") || name.startsWith("x-amz-")) {
                builder.putHeader(name, value);
            }
        });
        return builder.build();
    }

    private static void addQuery(String query, SdkHttpRequest.Builder builder) {
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                builder.appendRawQueryParameter(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
    }

    /** AWS reads a plus as a space, as forms do. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * The URL of a GET request with the signature in its query.
     *
     * @param url without a signature; the values in its query are encoded
     * @param validity how long the signature is valid
     */
    public URI presigned(URI url, Scope scope, AwsKeys keys, Duration validity) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url).build();
        return signer.sign(builder(scope, keys)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
                        .build())
                .request()
                .getUri();
    }

    private SignRequest.Builder<AwsCredentialsIdentity> builder(Scope scope, AwsKeys keys) {
        return SignRequest.builder(identity(keys))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, clock);
    }

    private static AwsCredentialsIdentity identity(AwsKeys keys) {
        return keys.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(keys.id(), keys.secret(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(keys.id(), keys.secret()));
    }
}
