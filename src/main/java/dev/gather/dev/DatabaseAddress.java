package dev.gather.dev;

/**
 * Where the embedded database is and who may enter. It stands apart from {@link EmbeddedDatabase}, since configuration
 * reads it in the packaged function too, which has no MariaDB.
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
