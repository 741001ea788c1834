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
        mySqls().forEach(database -> database.run("""
                DROP TABLE IF EXISTS written;
                CREATE TABLE written (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE, number INT);
                INSERT INTO written VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 3);
                DROP TABLE IF EXISTS plain;
                CREATE TABLE plain (name VARCHAR(50));
                CREATE TRIGGER leaves BEFORE INSERT ON plain FOR EACH ROW SET @left = 'behind';
                DROP FUNCTION IF EXISTS what_was_left;
                CREATE FUNCTION what_was_left() RETURNS VARCHAR(50) NO SQL RETURN @left;
                """));
        POSTGRESQL.run("""
                DROP TABLE IF EXISTS written;
                CREATE TABLE written (id BIGSERIAL PRIMARY KEY, name VARCHAR(50) UNIQUE, number INT);
                INSERT INTO written VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 3);
                SELECT setval('written_id_seq', 3);
                DROP TABLE IF EXISTS plain;
                CREATE TABLE plain (name VARCHAR(50));
                CREATE OR REPLACE FUNCTION leave_behind() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN PERFORM remember(''behind''); RETURN NEW; END';
                CREATE TRIGGER leaves BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION leave_behind();
                CREATE OR REPLACE FUNCTION what_was_left() RETURNS text LANGUAGE sql AS 'SELECT remembered()';
                """);
    }

    private static Map<String, Object> value(long affected, Number id) {
        Map<String, Object> value = new HashMap<>();
        value.put("affected", affected);
        value.put("id", id);
        return value;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sayHowManyRowsAndWhichId(TestDatabase database) {
        try (Queries queries = database.writing()) {
            assertEquals(value(1, id(database, 4L)), queries.write(INSERT, "d"));
            assertEquals(value(2, id(database, 5L)), queries.write("INSERT INTO written (name) VALUES ('e'), ('f')"));
            assertEquals(value(1, null), queries.write("INSERT INTO plain VALUES ('x')"));
            assertEquals(value(0, null), queries.write("UPDATE written SET number = 2 WHERE id = 77"));
            assertEquals(value(1, null), queries.write("UPDATE written SET number = 1 WHERE id = 1"));
            assertEquals(value(2, null), queries.write("UPDATE written SET number = 5 WHERE number = 1"));
            assertEquals(value(0, null), queries.write("DELETE FROM written WHERE id IN ({% $input %})", List.of()));
            assertEquals(
                    value(2, null), queries.write("DELETE FROM written WHERE id IN ({% $input %})", List.of(1, 2)));
        }
    }

    /** PostgreSQL tells of none. */
    private static Number id(TestDatabase database, Number id) {
        return database.isPostgreSql() ? null : id;
    }

    @ParameterizedTest
    @MethodSource("mySqls")
    void sayWhichIdTheStatementItselfSays(TestDatabase database) {
        try (Queries queries = database.writing()) {
            assertEquals(value(1, 20L), queries.write("UPDATE written SET number = LAST_INSERT_ID(20) WHERE id = 3"));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqls")
    void keepAllDigitsOfAnId(TestDatabase database) {
        BigInteger large = new BigInteger("18446744073709551614");
        try (Queries queries = database.writing()) {
            assertEquals(
                    value(1, large), queries.write("INSERT INTO written (id, name) VALUES ({% $input %}, 'x')", large));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void failForADuplicateAndGoOn(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Failure failure = assertThrows(Failure.class, () -> queries.write(INSERT, "a"));

            assertEquals(Code.QUERY, failure.code());
            assertEquals(
                    "a row with this key exists already (" + database.error(1062, "23505") + ")", failure.getMessage());
            assertEquals(1L, queries.write(INSERT, "d").get("affected"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaveReadingReadOnly(TestDatabase database) {
        try (Queries queries = database.writing()) {
            for (int i = 0; i < 2; i++) {
                assertEquals(1L, queries.write(INSERT, "d" + i).get("affected"));
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT leave_trace() AS x"));
                assertTrue(failure.getMessage().contains("only reading is allowed"), failure::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaveNothingInTheSession(TestDatabase database) {
        try (Queries queries = database.writing()) {
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
    @MethodSource("databases")
    void areLeftToEndWhenTheyAreCancelled(TestDatabase database) {
        String slow = database.words(
                "INSERT INTO written (name, number) SELECT 'slow', SLEEP(1)",
                "INSERT INTO written (name, number) SELECT 'slow', length(pg_sleep(1)::text)");
        try (Queries queries = database.writing()) {
            CompletableFuture<Object> cancelled = queries.startWrite(slow, null, queries.scope(false));
            assertTrue(Soon.soon(() -> database.running(queries, "INSERT INTO written%") == 1), "it does not run");
            cancelled.cancel(true);

            assertEquals(1L, queries.write(INSERT, "after").get("affected"));
            assertEquals(List.of(Map.of("name", "slow")), queries.ask("SELECT name FROM written WHERE name = 'slow'"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void areDoneOnceAndUnknownIfTheAnswerIsLost(TestDatabase database) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.through(proxy.port())) {
            assertEquals(1L, queries.write(INSERT, "before").get("affected"));
            proxy.cutAfter(CuttingProxy.executes(database.wire()));
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
