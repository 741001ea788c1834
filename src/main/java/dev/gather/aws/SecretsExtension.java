package dev.gather.aws;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads secrets of AWS Secrets Manager through the AWS Parameters and Secrets Lambda extension, which listens on localhost and
 * keeps them for up to five minutes. The Secrets Manager Agent of other environments answers in the same way.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html">Use Secrets Manager secrets in Lambda</a>
 */
public final class SecretsExtension {
    private static final String DEFAULT_PORT = "2773";
    private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
    private static final String TOKEN_HEADER = "X-Aws-Parameters-Secrets-Token";
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    /** With this status it also answers while the function initializes. */
    private static final int BAD_REQUEST = 400;

    private static final String NOT_READY = "not ready";

    private final AwsEnvironment environment;
    private final LocalHttp http;

    /** @param limit the longest that reading a secret may take */
    public SecretsExtension(Vertx vertx, AwsEnvironment environment, Duration limit) {
        this.environment = environment;
        this.http = new LocalHttp(vertx, limit);
    }

    /**
     * A user and a password in a secret, in the form that RDS gives them.
     *
     * @param username empty if the secret has none
     */
    public record Login(Optional<String> username, String password) {
        /** Nothing that is secret. */
        @Override
        public String toString() {
            return "a login";
        }
    }

    /**
     * Reads the user and the password in a secret, a JSON object with the members {@code username} and {@code password}.
     *
     * @param secret its name or ARN
     * @param fresh whether the extension is to read it again even if it keeps it
     * @return fails with a {@link Failure}
     */
    public Future<Login> login(String secret, boolean fresh) {
        return token().compose(token ->
                        http.get(url(secret, fresh), TOKEN_HEADER, token).recover(SecretsExtension::notAnswered))
                .map(SecretsExtension::login);
    }

    /** The parameter {@code refreshNow} is the Secrets Manager Agent's; whether the extension knows it depends on its version. */
    private String url(String secret, boolean fresh) {
        String port = environment.find("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT").orElse(DEFAULT_PORT);
        return "http://localhost:" + port + "/secretsmanager/get?secretId="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                + (fresh ? "&versionStage=AWSCURRENT&refreshNow=true" : "");
    }

    /** It proves that the request comes from the function. One that SnapStart restored has another one. */
    private Future<String> token() {
        return environment
                .find("AWS_CONTAINER_AUTHORIZATION_TOKEN")
                .filter(token -> environment.find(SESSION_TOKEN).isEmpty())
                .map(Future::succeededFuture)
                .orElseGet(() -> environment.required(SESSION_TOKEN));
    }

    private static Future<LocalHttp.Answer> notAnswered(Throwable thrown) {
        return Future.failedFuture(unread("the extension does not answer ("
                + thrown.getClass().getSimpleName()
                + "): the function needs the layer AWS-Parameters-and-Secrets-Lambda-Extension"));
    }

    private static Login login(LocalHttp.Answer answer) {
        if (answer.status() != OK) {
            throw refused(answer);
        }
        JsonMembers secret = JsonMembers.read(answer.body().getBytes())
                .flatMap(members -> members.text("SecretString"))
                .flatMap(text -> JsonMembers.read(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> unusable("it is not a JSON object"));
        String password = secret.text("password").orElseThrow(() -> unusable("it has no text as its member password"));
        return new Login(secret.text("username"), password);
    }

    private static Failure refused(LocalHttp.Answer answer) {
        String detail = "the extension answered with status " + answer.status();
        boolean early =
                answer.status() == BAD_REQUEST && answer.body().toString().contains(NOT_READY);
        return early || answer.status() >= SERVER_ERROR
                ? unread(detail)
                : lasting(detail
                        + ": the secret must exist, and the function's role needs secretsmanager:GetSecretValue");
    }

    private static Failure unusable(String why) {
        return lasting("the secret cannot be used: " + why);
    }

    private static Failure unread(String detail) {
        return Failure.temporary(Code.CONNECTION, "the login could not be read").withDetail(detail);
    }

    private static Failure lasting(String detail) {
        return Failure.of(Code.CONNECTION, "the login could not be read").withDetail(detail);
    }
}
