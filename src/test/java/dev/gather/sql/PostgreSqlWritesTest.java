package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.postgresql.PgSql;
import dev.gather.source.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is PostgreSQL's own about writes and snapshots, beside what is true on every database. */
class PostgreSqlWritesTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String SUM = "SELECT sum(amount) AS x FROM balance";

    @BeforeEach
    void fill() {
        PgSql.run("""
                DROP TABLE IF EXISTS balance;
                CREATE TABLE balance (id integer PRIMARY KEY, amount integer NOT NULL);
                INSERT INTO balance VALUES (1, 10), (2, 20)
                """);
    }

    private static Queries open() {
        return Queries.toPostgreSql(Queries.postgreSql(Map.of("writes", "true")));
    }

    private static Failure failure(CompletableFuture<?> work) {
        return (Failure) assertThrows(RuntimeException.class, work::join).getCause();
    }

    private static List<String> sum() {
        return PgSql.values("SELECT sum(amount) FROM balance");
    }

    @Test
    void sayHowManyRowsOfTheStatementsThatMySqlDoesNotHave() {
        try (Queries queries = open()) {
            assertEquals(
                    "{affected=1, id=null}",
                    queries.write("INSERT INTO balance VALUES (2, 6) ON CONFLICT (id) DO UPDATE SET amount = 7")
                            .toString());
            assertEquals(
                    "{affected=0, id=null}",
                    queries.write("INSERT INTO balance VALUES (2, 6) ON CONFLICT DO NOTHING")
                            .toString());
            assertEquals(
                    "{affected=3, id=null}",
                    queries.write("MERGE INTO balance b USING generate_series(1, 3) AS s (id) ON b.id = s.id"
                                    + " WHEN MATCHED THEN UPDATE SET amount = 1"
                                    + " WHEN NOT MATCHED THEN INSERT VALUES (s.id, {% 9 %})")
                            .toString());
            assertEquals(List.of("11"), sum());
            Failure reads = assertThrows(Failure.class, () -> queries.ask("UPDATE balance SET amount = 0"));
            assertEquals(
                    "the query writes, where only reading is allowed (PostgreSQL error 25006)", reads.getMessage());
        }
    }

    /** In a transaction, and of types that nobody has met before. */
    @Test
    void answerWithRows() {
        PgSql.run("""
                DROP TYPE IF EXISTS shade CASCADE; CREATE TYPE shade AS ENUM ('dark', 'light');
                ALTER TABLE balance ADD COLUMN shades shade[]
                """);
        try (Queries queries = open()) {
            Scope scope = queries.scope(true);
            for (int i = 3; i < 5; i++) {
                String insert = "INSERT INTO balance VALUES ({% $input %}, 5, '{dark,light}') RETURNING id, shades";
                assertEquals(
                        "{affected=1, id=null, rows=[{id=" + i + ", shades=[dark, light]}]}",
                        queries.startWrite(insert, i, scope).join().toString());
            }
            assertNull(queries.run(scope.transaction().orElseThrow().commit()));
            assertEquals(List.of("40"), sum());
            assertEquals(
                    Map.of("affected", 0L, "rows", List.of()),
                    Map.of(
                            "affected",
                            queries.write("DELETE FROM balance WHERE id = 9 RETURNING id")
                                    .get("affected"),
                            "rows",
                            queries.write("DELETE FROM balance WHERE id = 9 RETURNING id")
                                    .get("rows")));
        }
    }

    /** The write was done, so that its outcome is not that of a query which can be asked again. */
    @Test
    void areUnknownIfTheirRowsCannotBeRead() {
        try (Queries queries = open()) {
            Failure failure = assertThrows(
                    Failure.class,
                    () -> queries.write("INSERT INTO balance VALUES (3, 1) RETURNING 'NaN'::numeric AS x"));

            assertEquals(Failure.Code.UNKNOWN, failure.code());
            assertEquals(
                    "{affected=2, id=null}",
                    queries.write("UPDATE balance SET amount = 0 WHERE id < 3").toString());
        }
    }

    @Test
    void failInASnapshotThatGoesOn() {
        try (Queries queries = open()) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=30}]", queries.startIn(scope, LONG, SUM).join().toString());
            PgSql.run("UPDATE balance SET amount = 0");
            for (int i = 0; i < 2; i++) {
                Failure failed = failure(queries.startIn(scope, LONG, "SELECT 1 / (id - 1) AS x FROM balance"));
                assertEquals("a division by zero (PostgreSQL error 22012)", failed.getMessage());
                Failure writes = failure(queries.startIn(scope, LONG, "UPDATE balance SET amount = 0"));
                assertTrue(writes.getMessage().startsWith("the query writes"), writes::getMessage);
                assertEquals(
                        "[{x=30}]", queries.startIn(scope, LONG, SUM).join().toString());
            }
            Failure late = failure(queries.startIn(scope, Duration.ofMillis(200), "SELECT pg_sleep(9)::text AS x"));
            assertEquals("the query ran for too long (PostgreSQL error 57014)", late.getMessage());
            assertEquals("[{x=30}]", queries.startIn(scope, LONG, SUM).join().toString());
            queries.end(scope);
            assertEquals("[{x=0}]", queries.ask(SUM).toString());
        }
    }
}
