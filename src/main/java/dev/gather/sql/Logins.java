package dev.gather.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;

/** Where the logins of a datasource's new connections come from. */
public interface Logins {
    /** Those of the configuration, which never change. */
    Logins CONFIGURED = database -> Future.succeededFuture(Login.of(database));

    /** The login for a connection that is about to be opened. Fails with a {@link dev.gather.failure.Failure}. */
    Future<Login> current(SqlConnectOptions database);

    /** Whether the passwords are tokens, with which whoever receives one can log in. */
    default boolean areTokens() {
        return false;
    }

    /**
     * The login after the database has refused one, read anew; the same again if there is no other.
     *
     * @param refused has just been refused
     */
    default Future<Login> after(Login refused, SqlConnectOptions database) {
        return Future.succeededFuture(refused);
    }
}
