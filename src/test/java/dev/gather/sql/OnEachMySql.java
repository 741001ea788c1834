package dev.gather.sql;

import dev.gather.dev.EmbeddedDatabase;
import dev.gather.stub.Certificates;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests of queries that are made one after the other on one connection. The database is the embedded MariaDB, and beside it the
 * MySQL on this machine that the environment variable {@code TEST_MYSQL} names as {@code host:port}, with the user gather, whose
 * password is gather, too, and who may do everything, and the database demo.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnEachMySql {
    private static final int PORT_OF_MYSQL = Optional.ofNullable(System.getenv("TEST_MYSQL"))
            .map(address -> Integer.parseInt(address.replaceFirst("^127\\.0\\.0\\.1:", "")))
            .orElse(0);

    private static final int NO_SUCH_CONNECTION = 1094;

    private static final String TABLES = """
            DROP TABLE IF EXISTS person;
            CREATE TABLE person (id BIGINT UNSIGNED PRIMARY KEY, email VARCHAR(50), price DECIMAL(20,4), half DOUBLE);
            INSERT INTO person VALUES (1, 'a@x', 10.25, 0.5), (2, 'nobody', 9.5, 1.5), (9007199254740992, 'c', 1, 1),
                (9007199254740993, 'd', 1, 1), (9223372036854775808, 'e', 1, 1), (18446744073709551615, 'f', 1, 1);
            DROP TABLE IF EXISTS trace;
            CREATE TABLE trace (x INT);
            DROP FUNCTION IF EXISTS leave_trace;
            CREATE FUNCTION leave_trace() RETURNS INT DETERMINISTIC MODIFIES SQL DATA
                BEGIN INSERT INTO trace VALUES (1); RETURN 1; END;
            DROP FUNCTION IF EXISTS remember;
            CREATE FUNCTION remember(x INT) RETURNS INT NO SQL BEGIN SET @remembered = x; RETURN x; END;
            SET SESSION sql_mode = '';
            DROP TABLE IF EXISTS moment;
            CREATE TABLE moment (id INT PRIMARY KEY, day DATE, at DATETIME(6));
            INSERT INTO moment VALUES (1, '1987-05-00', '1987-05-00 10:11:12.5'), (2, '0000-00-00', '0000-00-00'),
                (3, '2024-02-29', '2024-02-29 00:00:00'), (4, '1987-00-00', '0000-00-00 10:00:00'), (5, NULL, NULL)
            """;

    /** One for all these tests; it ends with the JVM. */
    private static final EmbeddedDatabase MARIA_DB =
            EmbeddedDatabase.startWithTls(Certificates.SERVER, Certificates.SERVER_KEY);

    @BeforeAll
    void fill() {
        mySqlPorts().forEach(port -> runOn(port, TABLES));
    }

    List<Integer> mySqlPorts() {
        int port = URI.create(MARIA_DB.url()).getPort();
        return PORT_OF_MYSQL == 0 ? List.of(port) : List.of(port, PORT_OF_MYSQL);
    }

    /** Whether this is MySQL, and not MariaDB. */
    static boolean isMySql(int port) {
        return port == PORT_OF_MYSQL;
    }

    /** Runs statements, separated by semicolons, without Gather. */
    static void runOn(int port, String statements) {
        var unused = rowsOf(Queries.at(port), statements);
    }

    /** The same, with the right to grant rights, which the user has in MariaDB alone. */
    static void runAsRoot(int port, String statements) {
        MySQLConnectOptions root =
                port == PORT_OF_MYSQL ? Queries.at(port).setUser("root").setPassword("") : Queries.at(port);
        var unused = rowsOf(root, statements);
    }

    /** Ends all connections of a user. */
    static void killConnectionsOf(int port, String user) {
        String ids =
                "SELECT id FROM information_schema.processlist WHERE user = '" + user + "' AND id <> CONNECTION_ID()";
        rowsOf(Queries.at(port), ids).forEach(row -> kill(port, row.getLong(0)));
    }

    private static void kill(int port, long connection) {
        try {
            runOn(port, "KILL " + connection);
        } catch (CompletionException e) {
            boolean hasGone =
                    e.getCause() instanceof MySQLException error && error.getErrorCode() == NO_SUCH_CONNECTION;
            if (!hasGone) {
                throw e;
            }
        }
    }

    /** The value of a variable or a status that this statement shows. */
    static String valueOf(int port, String statement) {
        return rowsOf(Queries.at(port), statement).iterator().next().getString(1);
    }

    private static RowSet<Row> rowsOf(MySQLConnectOptions options, String statements) {
        Vertx vertx = Vertx.vertx();
        Pool pool = MySQLBuilder.pool().using(vertx).connectingTo(options).build();
        try {
            return pool.query(statements)
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** All on one connection. */
    static Queries to(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true"));
    }

    /** MySQL and MariaDB differ in how wide a small number is. */
    static Map<String, Object> widened(Object row) {
        return Map.of("x", ((Number) ((Map<?, ?>) row).get("x")).longValue());
    }
}
