package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database warns of is told with the answer, without the database's own text, and delays only such an answer. */
class WarningsTest extends OnEachMySql {
    private static final String CUT =
            "GROUP_CONCAT cut a text that is longer than group_concat_max_len (MySQL warning 1260)";
    private static final String LOST = "a value was converted, and a part of it was lost (MySQL warning 1292)";

    @BeforeEach
    void create() {
        mySqlPorts().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS warned;
                CREATE TABLE warned (id INT PRIMARY KEY, name VARCHAR(3));
                INSERT INTO warned VALUES (1, 'a');
                """));
    }

    private static Queries open(int port) {
        return Queries.to(
                Queries.at(port),
                1,
                Map.of("allow-public-key-retrieval", "true", "writes", "true", "group-concat-max-len", "8"));
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void areToldOfQueriesAndWrites(int port) {
        try (Queries queries = open(port)) {
            String cut = "SELECT GROUP_CONCAT(id) AS x FROM person WHERE id >= {% $input %} OR id = 1";
            String once = "SELECT 1 + email AS x FROM person WHERE email IN ({% $input %})";
            List<Object> mixed = Arrays.asList("a@x", new BigDecimal("1.5"), null);

            assertEquals(Set.of(CUT), queries.warnings(cut, 0));
            assertEquals(Set.of(CUT), queries.warnings(cut, 0));
            assertEquals(Set.of(), queries.warnings(cut, new BigInteger("18446744073709551616")));
            assertEquals(Set.of(LOST), queries.warnings("SELECT email + 1 AS x FROM person", null));
            assertTrue(queries.warnings(once, mixed).contains(LOST), "of a statement that is prepared for one use");
            assertEquals(
                    Set.of("a row was left out, since its key exists already (MySQL warning 1062)"),
                    queries.warnings("INSERT IGNORE INTO warned VALUES (1, 'b')", null));
            assertEquals(Set.of(), queries.warnings("INSERT IGNORE INTO warned VALUES (2, 'b')", null));
        }
    }

    @Test
    void areNotAskedForWhereThereAreNone() throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> rows(connection, 0));
                });
                Queries queries = Queries.to(database.port())) {
            assertEquals(Set.of(), queries.warnings("SELECT x", null));
            assertFalse(database.statements().contains(Warnings.LIST));
        }
    }

    @Test
    void areNotWaitedForLong() throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> {
                        rows(connection, 1);
                        connection.hang();
                    });
                });
                Queries queries = Queries.to(database.port())) {
            assertEquals(Set.of(), queries.warnings("SELECT x", null));
        }
    }

    @Test
    void areNotAskedForWhereTheTimeIsAlmostOver() throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> {
                        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
                        rows(connection, 1);
                    });
                });
                Queries queries = Queries.to(database.port())) {
            var unused = queries.startWithin(Duration.ofMillis(400), "SELECT x").join();

            assertFalse(database.statements().contains(Warnings.LIST));
        }
    }

    @Test
    void areNoneWhereTheyCannotBeRead() throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> {
                        rows(connection, 1);
                        connection.skip();
                        connection.column(FakeConnection.LONGLONG);
                        connection.write(new byte[] {(byte) 0xFB});
                        connection.end();
                    });
                });
                Queries queries = Queries.to(database.port())) {
            assertEquals(Set.of(), queries.warnings("SELECT x", null));
        }
    }

    private static void rows(FakeConnection connection, int warnings) throws java.io.IOException {
        connection.column(FakeConnection.LONGLONG);
        connection.row(new byte[8]);
        connection.write(new byte[] {(byte) 0xFE, 0, 0, 2, 0, (byte) warnings, 0});
    }
}
