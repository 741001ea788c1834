package dev.gather.redis;

import dev.gather.aws.SecretLogin;
import dev.gather.aws.SecretsExtension;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Logins from a secret.
 *
 * @param secret with the password
 * @param username the user if the secret names none
 */
record SecretLogins(SecretLogin secret, Optional<String> username) implements Logins {
    @Override
    public Future<Login> current() {
        return secret.current().map(this::login);
    }

    @Override
    public Future<Login> after(Login refused) {
        return secret.after(login -> login(login).equals(refused)).map(this::login);
    }

    private Login login(SecretsExtension.Login login) {
        return new Login(login.username().or(() -> username), Optional.of(login.password()));
    }
}
