package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Writes, transactions and snapshots of PostgreSQL have the same guarantees as those of MySQL. */
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
    void sayHowManyRows() {
        try (Queries queries = open()) {
            assertEquals(
                    "{affected=2, id=null}",
                    queries.write("UPDATE balance SET amount = amount + {% 1 %}")
                            .toString());
            assertEquals(
                    "{affected=1, id=null}",
                    queries.write("INSERT INTO balance VALUES ({% 3 %}, {% 5 %})")
                            .toString());
            assertEquals(
                    "{affected=0, id=null}",
                    queries.write("DELETE FROM balance WHERE id = {% 9 %}").toString());
            assertEquals(
                    "{affected=1, id=null}",
                    queries.write("INSERT INTO balance VALUES (3, 6) ON CONFLICT (id) DO UPDATE SET amount = 7")
                            .toString());
            Failure twice = assertThrows(Failure.class, () -> queries.write("INSERT INTO balance VALUES (1, 1)"));
            assertEquals("a row with this key exists already (PostgreSQL error 23505)", twice.getMessage());
            assertEquals(List.of("39"), sum());
            Failure reads = assertThrows(Failure.class, () -> queries.ask("UPDATE balance SET amount = 0"));
            assertEquals(
                    "the query writes, where only reading is allowed (PostgreSQL error 25006)", reads.getMessage());
        }
    }

    @Test
    void takeEffectTogether() {
        try (Queries queries = open()) {
            Scope scope = queries.scope(true);
            queries.startWrite("UPDATE balance SET amount = 0 WHERE id = 1", null, scope)
                    .join();
            assertEquals(List.of("30"), sum());
            queries.startWrite("UPDATE balance SET amount = 50 WHERE id = 2", null, scope)
                    .join();
            var unused = queries.run(scope.transaction().orElseThrow().commit());
            assertEquals(List.of("50"), sum());
        }
    }

    @Test
    void areUndoneTogether() {
        try (Queries queries = open()) {
            Scope scope = queries.scope(true);
            queries.startWrite("UPDATE balance SET amount = 0 WHERE id = 1", null, scope)
                    .join();
            Failure failed = failure(queries.startWrite("INSERT INTO balance VALUES (1, 1)", null, scope));
            assertEquals("a row with this key exists already (PostgreSQL error 23505)", failed.getMessage());
            Failure after = failure(queries.startWrite("UPDATE balance SET amount = 9", null, scope));
            assertEquals("not sent, since another write of the transaction failed", after.getMessage());
            assertThrows(
                    Failure.class,
                    () -> queries.run(scope.transaction().orElseThrow().commit()));
            assertEquals(List.of("30"), sum());
            assertEquals(
                    "{affected=2, id=null}",
                    queries.write("UPDATE balance SET amount = 1").toString());
        }
    }

    @Test
    void areNotSeenBySnapshotsThatHaveBegun() {
        try (Queries queries = open()) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=30}]", queries.startIn(scope, LONG, SUM).join().toString());
            PgSql.run("UPDATE balance SET amount = 0");
            assertEquals("[{x=30}]", queries.startIn(scope, LONG, SUM).join().toString());
            queries.end(scope);
            assertEquals("[{x=0}]", queries.ask(SUM).toString());
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

    @Test
    void areAllUndoneByADeadlock() throws Exception {
        try (Queries queries = Queries.toPostgreSql(
                Queries.postgreSql(Map.of("writes", "true", Queries.QUARKUS + "reactive.max-size", "2")))) {
            Scope one = queries.scope(true);
            Scope two = queries.scope(true);
            queries.startWrite("UPDATE balance SET amount = 1 WHERE id = 1", null, one)
                    .join();
            queries.startWrite("UPDATE balance SET amount = 2 WHERE id = 2", null, two)
                    .join();
            CompletableFuture<Object> first =
                    queries.startWrite("UPDATE balance SET amount = 1 WHERE id = 2", null, one);
            CompletableFuture<Object> second =
                    queries.startWrite("UPDATE balance SET amount = 2 WHERE id = 1", null, two);
            CompletableFuture<Object> victim = CompletableFuture.anyOf(
                            first.handle((value, thrown) -> thrown), second.handle((value, thrown) -> thrown))
                    .thenCompose(thrown -> first.isCompletedExceptionally() ? first : second);
            assertEquals(
                    "the database ended a deadlock by rolling back (PostgreSQL error 40P01)",
                    failure(victim).getMessage());
        }
    }
}
