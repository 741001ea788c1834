package dev.gather.redis;

import dev.gather.aws.SecretsExtension;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logins from a secret of AWS Secrets Manager. The secret is read at the first connection and kept until the server refuses it;
 * connections that are opened at the same time share one reading. A reading that failed is not kept.
 */
final class SecretLogins implements Logins {
    private final SecretsExtension extension;
    private final String secret;
    private final Optional<String> username;
    private @Nullable Future<Login> kept;

    /**
     * @param secret its name or ARN
     * @param username the user if the secret names none
     */
    SecretLogins(SecretsExtension extension, String secret, Optional<String> username) {
        this.extension = extension;
        this.secret = secret;
        this.username = username;
    }

    @Override
    public synchronized Future<Login> current() {
        Future<Login> known = kept;
        return known == null || known.failed() ? read(false) : known;
    }

    @Override
    public synchronized Future<Login> after(Login refused) {
        Future<Login> known = kept;
        return known == null || known.failed() || refused.equals(known.result()) ? read(true) : known;
    }

    private Future<Login> read(boolean fresh) {
        Future<Login> read = extension
                .login(secret, fresh)
                .map(login -> new Login(login.username().or(() -> username), Optional.of(login.password())));
        kept = read;
        return read;
    }
}
