package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.Map;
import java.util.Optional;

/**
 * Logins from a {@link CredentialsProvider} of the application, which is asked for each connection, and once more when the
 * database refuses one.
 *
 * @param provider may keep credentials, and knows when to read them again
 * @param name given to the provider
 */
record ProvidedLogins(CredentialsProvider provider, String name) implements Logins {
    @Override
    public Future<Login> current(SqlConnectOptions database) {
        return UniHelper.toFuture(Uni.createFrom().deferred(() -> provider.getCredentialsAsync(name)))
                .recover(thrown -> notProvided("the credentials provider failed with "
                        + thrown.getClass().getName()))
                .compose(given -> given == null
                        ? notProvided("the credentials provider gave none")
                        : Future.succeededFuture(login(given, database)));
    }

    @Override
    public Future<Login> after(Login refused, SqlConnectOptions database) {
        return current(database);
    }

    private static Login login(Map<String, String> credentials, SqlConnectOptions database) {
        String user = credentials.get(CredentialsProvider.USER_PROPERTY_NAME);
        String password = credentials.get(CredentialsProvider.PASSWORD_PROPERTY_NAME);
        return new Login(
                Optional.ofNullable(user).orElse(database.getUser()),
                Optional.ofNullable(password).orElse(database.getPassword()));
    }

    /** The provider's message could show a secret. */
    private static <T> Future<T> notProvided(String detail) {
        return Future.failedFuture(Failure.temporary(Code.CONNECTION, "the login could not be read")
                .withDetail(detail));
    }
}
