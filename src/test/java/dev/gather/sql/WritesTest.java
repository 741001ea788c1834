package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.CuttingProxy;
import dev.gather.stub.Soon;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What writes say, and what is done when nobody answers. */
class WritesTest extends OnEachDatabase {
    private static final String INSERT = "INSERT INTO written (name) VALUES ({% $input %})";

    @BeforeEach
    void create() {
        ports().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS written;
                CREATE TABLE written (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE, number INT);
                INSERT INTO written VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 3);
                DROP TABLE IF EXISTS plain;
                CREATE TABLE plain (name VARCHAR(50));
                CREATE TRIGGER leaves BEFORE INSERT ON plain FOR EACH ROW SET @left = 'behind';
                DROP FUNCTION IF EXISTS what_was_left;
                CREATE FUNCTION what_was_left() RETURNS VARCHAR(50) NO SQL RETURN @left;
                """));
    }

    private static Queries open(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true", "writes", "true"));
    }

    private static Map<String, Object> value(long affected, Number id) {
        Map<String, Object> value = new HashMap<>();
        value.put("affected", affected);
        value.put("id", id);
        return value;
    }

    @ParameterizedTest
    @MethodSource("ports")
    void sayHowManyRowsAndWhichId(int port) {
        try (Queries queries = open(port)) {
            assertEquals(value(1, 4L), queries.write(INSERT, "d"));
            assertEquals(value(2, 5L), queries.write("INSERT INTO written (name) VALUES ('e'), ('f')"));
            assertEquals(value(1, null), queries.write("INSERT INTO plain VALUES ('x')"));
            assertEquals(value(0, null), queries.write("UPDATE written SET number = 2 WHERE id = 77"));
            assertEquals(value(1, null), queries.write("UPDATE written SET number = 1 WHERE id = 1"));
            assertEquals(value(2, null), queries.write("UPDATE written SET number = 5 WHERE number = 1"));
            assertEquals(value(0, null), queries.write("DELETE FROM written WHERE id IN ({% $input %})", List.of()));
            assertEquals(
                    value(2, null), queries.write("DELETE FROM written WHERE id IN ({% $input %})", List.of(1, 2)));
            assertEquals(value(1, 20L), queries.write("UPDATE written SET number = LAST_INSERT_ID(20) WHERE id = 3"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void keepAllDigitsOfAnId(int port) {
        BigInteger large = new BigInteger("18446744073709551614");
        try (Queries queries = open(port)) {
            assertEquals(
                    value(1, large), queries.write("INSERT INTO written (id, name) VALUES ({% $input %}, 'x')", large));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void failForADuplicateAndGoOn(int port) {
        try (Queries queries = open(port)) {
            Failure failure = assertThrows(Failure.class, () -> queries.write(INSERT, "a"));

            assertEquals(Code.QUERY, failure.code());
            assertEquals("a row with this key exists already (MySQL error 1062)", failure.getMessage());
            assertEquals(1L, queries.write(INSERT, "d").get("affected"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void leaveReadingReadOnly(int port) {
        try (Queries queries = open(port)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(1L, queries.write(INSERT, "d" + i).get("affected"));
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT leave_trace() AS x"));
                assertTrue(failure.getMessage().contains("only reading is allowed"), failure::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void leaveNothingInTheSession(int port) {
        try (Queries queries = open(port)) {
            assertEquals(1L, queries.write("INSERT INTO plain VALUES ('x')").get("affected"));
            assertEquals(
                    1L,
                    queries.write(
                                    "INSERT INTO written (name) SELECT CONCAT('left ', COALESCE(what_was_left(), 'nothing'))")
                            .get("affected"));

            assertEquals(List.of(Map.of("name", "left nothing")), queries.ask("SELECT name FROM written WHERE id > 3"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void areLeftToEndWhenTheyAreCancelled(int port) {
        String running =
                "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST WHERE INFO LIKE 'INSERT INTO written%'";
        String slow = "INSERT INTO written (name, number) SELECT 'slow', SLEEP(1)";
        try (Queries queries = open(port)) {
            CompletableFuture<Object> cancelled = queries.startWrite(slow, null, queries.scope(false));
            assertTrue(Soon.soon(() -> !queries.ask(running).equals(List.of(Map.of("x", 0L)))), "it does not run");
            cancelled.cancel(true);

            assertEquals(1L, queries.write(INSERT, "after").get("affected"));
            assertEquals(List.of(Map.of("name", "slow")), queries.ask("SELECT name FROM written WHERE name = 'slow'"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void areDoneOnceAndUnknownIfTheAnswerIsLost(int port) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(port);
                Queries queries = open(proxy.port())) {
            assertEquals(1L, queries.write(INSERT, "before").get("affected"));
            proxy.cutAfter(CuttingProxy::isExecute);
            Failure failure = assertThrows(Failure.class, () -> queries.write(INSERT, "lost"));
            proxy.cutAfter(sent -> false);

            assertEquals(Code.UNKNOWN, failure.code());
            assertEquals("the write was sent and not answered: it may have been done", failure.getMessage());
            assertEquals(
                    Arrays.asList(Map.of("name", "before"), Map.of("name", "lost")),
                    queries.ask("SELECT name FROM written WHERE id > 3 ORDER BY id"));
            assertEquals(1L, queries.write(INSERT, "after").get("affected"));
        }
    }
}
