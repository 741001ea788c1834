package dev.gather.sql;

import dev.gather.aws.SecretsExtension;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;
import org.jspecify.annotations.Nullable;

/**
 * Logins from a secret of AWS Secrets Manager. The secret is read at the first connection and kept until the database refuses
 * it; connections that are opened at the same time share one reading. A reading that failed is not kept.
 */
final class SecretLogins implements Logins {
    private final SecretsExtension extension;
    private final String secret;
    private @Nullable Future<Login> kept;

    /** @param secret its name or ARN */
    SecretLogins(SecretsExtension extension, String secret) {
        this.extension = extension;
        this.secret = secret;
    }

    @Override
    public synchronized Future<Login> current(SqlConnectOptions database) {
        Future<Login> known = kept;
        return known == null || known.failed() ? read(database, false) : known;
    }

    @Override
    public synchronized Future<Login> after(Login refused, SqlConnectOptions database) {
        Future<Login> known = kept;
        return known == null || known.failed() || refused.equals(known.result()) ? read(database, true) : known;
    }

    private Future<Login> read(SqlConnectOptions database, boolean fresh) {
        Future<Login> read = extension
                .login(secret, fresh)
                .map(login -> new Login(login.username().orElse(database.getUser()), login.password()));
        kept = read;
        return read;
    }
}
