package dev.gather.sql;

import io.vertx.sqlclient.SqlConnectOptions;

/**
 * A user and a password of the database.
 *
 * @param user who logs in
 * @param password never logged
 */
public record Login(String user, String password) {
    /** The login that the configuration names. */
    public static Login of(SqlConnectOptions database) {
        return new Login(database.getUser(), database.getPassword());
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "a login";
    }
}
