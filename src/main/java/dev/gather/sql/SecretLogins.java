package dev.gather.sql;

import dev.gather.aws.SecretLogin;
import dev.gather.aws.SecretsExtension;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Logins from a secret.
 *
 * @param secret names the user, or else the database's options do
 */
record SecretLogins(SecretLogin secret) implements Logins {
    @Override
    public Future<Login> current(SqlConnectOptions database) {
        return secret.current().map(login -> login(login, database));
    }

    @Override
    public Future<Login> after(Login refused, SqlConnectOptions database) {
        return secret.after(login -> login(login, database).equals(refused)).map(login -> login(login, database));
    }

    private static Login login(SecretsExtension.Login login, SqlConnectOptions database) {
        return new Login(login.username().orElse(database.getUser()), login.password());
    }
}
