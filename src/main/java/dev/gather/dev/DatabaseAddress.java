package dev.gather.dev;

/**
 * The embedded database's address and credentials. They are separate from {@link EmbeddedDatabase}, since the configuration
 * also reads them in the packaged function, which has no classes of MariaDB.
 */
final class DatabaseAddress {
    static final String NAME = "demo";
    static final String USER = "gather";
    static final String PASSWORD = "gather";

    private DatabaseAddress() {}

    static String url(int port) {
        return "mysql://127.0.0.1:" + port + "/" + NAME;
    }
}
