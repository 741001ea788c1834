package dev.gather.sql;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLConnectOptions;

/** Where the logins of a datasource's new connections come from. */
interface Logins {
    /** Those of the configuration, which never change. */
    Logins CONFIGURED = database -> Future.succeededFuture(Login.of(database));

    /** The login for a connection that is about to be opened. Fails with a {@link dev.gather.failure.Failure}. */
    Future<Login> current(MySQLConnectOptions database);

    /**
     * The login after the database has refused one, read anew; the same again if there is no other.
     *
     * @param refused has just been refused
     */
    default Future<Login> after(Login refused, MySQLConnectOptions database) {
        return Future.succeededFuture(refused);
    }
}
