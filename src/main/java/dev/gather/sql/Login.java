package dev.gather.sql;

import io.vertx.mysqlclient.MySQLConnectOptions;

/**
 * A user and a password of the database.
 *
 * @param user who logs in
 * @param password never logged
 */
record Login(String user, String password) {
    /** The login that the configuration names. */
    static Login of(MySQLConnectOptions database) {
        return new Login(database.getUser(), database.getPassword());
    }

    /** The database with this login; the options themselves if they have it already. */
    MySQLConnectOptions on(MySQLConnectOptions database) {
        return equals(of(database))
                ? database
                : new MySQLConnectOptions(database).setUser(user).setPassword(password);
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "a login";
    }
}
