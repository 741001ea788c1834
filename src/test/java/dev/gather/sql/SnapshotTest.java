package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.stub.CuttingProxy;
import dev.gather.stub.Soon;
import dev.gather.stub.TurnProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries of one execution see the database as it was at the first of them, whatever becomes of each. */
class SnapshotTest extends OnEachDatabase {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String BALANCE = "SELECT amount FROM account ORDER BY id";
    private static final String BEFORE = "[{amount=10}, {amount=20}]";
    private static final String AFTER = "[{amount=15}, {amount=15}]";
    private static final String TRANSFER = "UPDATE account SET amount = 15";

    @BeforeEach
    void create() {
        databases().forEach(database -> database.run("""
                DROP TABLE IF EXISTS account;
                CREATE TABLE account (id INT PRIMARY KEY, amount INT);
                INSERT INTO account VALUES (1, 10), (2, 20);
                """));
    }

    private static String ask(Queries queries, Scope scope, String sql) {
        return queries.startIn(scope, LONG, sql).join().toString();
    }

    private static Failure failure(CompletableFuture<Object> query) {
        return (Failure) assertThrows(RuntimeException.class, query::join).getCause();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void seesOneStateUntilItsEnd(TestDatabase database) {
        try (Queries queries = database.reading()) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            database.run(TRANSFER);
            assertEquals(BEFORE, ask(queries, scope, BALANCE));
            assertEquals(BEFORE, ask(queries, scope, BALANCE));
            queries.end(scope);

            assertEquals(AFTER, queries.ask(BALANCE).toString());
            Scope next = queries.snapshot();
            assertEquals(AFTER, ask(queries, next, BALANCE));
            queries.end(next);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isReadOnlyAndLeavesNothingInTheSession(TestDatabase database) {
        String session = database.words(
                "SELECT @@session.transaction_isolation AS x, @@session.autocommit AS y",
                "SELECT current_setting('transaction_isolation') AS x, current_setting('transaction_read_only') AS y");
        try (Queries queries = database.reading()) {
            Object before = queries.one(session, null);
            Scope scope = queries.snapshot();
            Failure failure = failure(queries.startIn(scope, LONG, "SELECT leave_trace() AS x"));
            assertEquals(
                    "the query writes, where only reading is allowed (" + database.error(1792, "25006") + ")",
                    failure.getMessage());
            assertEquals("[{x=7}]", ask(queries, scope, "SELECT remember(" + database.words("7", "'7'") + ") AS x"));
            queries.end(scope);

            assertEquals(before, queries.one(session, null));
            assertEquals(
                    "[{x=null}]",
                    queries.ask(database.words("SELECT @remembered AS x", "SELECT remembered() AS x"))
                            .toString());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void beginsWithItsFirstQueryInTheSameFlight(TestDatabase database) throws Exception {
        try (TurnProxy proxy = new TurnProxy(database.port(), database.wire());
                Queries queries = database.through(proxy.port())) {
            Scope scope = queries.snapshot();
            assertEquals(BEFORE, ask(queries, scope, BALANCE));
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            queries.end(scope);
            assertEquals(BEFORE, queries.ask(BALANCE).toString());

            assertEquals(
                    List.of("login", "prepare", "execute", "prepare", "execute", "COMMIT", "execute"), proxy.turns());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void outlivesAQueryThatFails(TestDatabase database) {
        try (Queries queries = database.reading()) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            database.run(TRANSFER);
            CompletableFuture<Object> failing = queries.startIn(scope, LONG, "SELECT nothing FROM account");
            CompletableFuture<Object> behind = queries.startIn(scope, LONG, BALANCE);

            assertEquals(Code.QUERY, failure(failing).code());
            assertEquals(BEFORE, behind.join().toString());
            queries.end(scope);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void goesOnWithoutAQueryThatIsGivenUp(TestDatabase database) {
        try (Queries queries = database.reading();
                Queries watching = database.reading()) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            database.run(TRANSFER);
            CompletableFuture<Object> slow =
                    queries.startIn(scope, Duration.ofSeconds(1), "SELECT " + database.sleep("58") + " AS x");
            CompletableFuture<Object> never = queries.startIn(scope, LONG, "SELECT " + database.sleep("58") + " AS y");
            CompletableFuture<Object> behind = queries.startIn(scope, LONG, BALANCE);
            assertTrue(Soon.soon(() -> running(database, watching) == 1), "it does not run");
            never.cancel(true);
            slow.cancel(true);

            assertEquals(BEFORE, behind.join().toString());
            assertEquals(0, running(database, watching));
            queries.end(scope);
            assertEquals(AFTER, queries.ask(BALANCE).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsNothingOfAQueryThatIsGivenUpBeforeThereIsAConnection(TestDatabase database) {
        try (Queries queries = database.reading();
                Queries watching = database.reading()) {
            CompletableFuture<Object> holding = queries.startWithin(LONG, "SELECT " + database.sleep("2") + " AS x");
            assertTrue(
                    Soon.soon(() -> database.running(watching, "SELECT " + database.sleep("2") + "%") == 1),
                    "the connection is free");
            Scope scope = queries.snapshot();
            CompletableFuture<Object> never = queries.startIn(scope, LONG, "SELECT " + database.sleep("58") + " AS x");
            CompletableFuture<Object> behind = queries.startIn(scope, LONG, BALANCE);
            never.cancel(true);

            assertEquals(BEFORE, behind.join().toString());
            assertEquals("[{x=" + database.slept() + "}]", holding.join().toString());
            queries.end(scope);
            Scope ended = queries.snapshot();
            queries.startIn(ended, LONG, BALANCE).cancel(true);
            queries.end(ended);
            assertEquals(BEFORE, queries.ask(BALANCE).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void stopsWhatRunsAtItsEnd(TestDatabase database) {
        try (Queries queries = database.open(2, Map.of())) {
            Scope scope = queries.snapshot();
            CompletableFuture<Object> slow = queries.startIn(scope, LONG, "SELECT " + database.sleep("58") + " AS x");
            assertTrue(Soon.soon(() -> running(database, queries) == 1), "it does not run");
            slow.cancel(true);
            queries.end(scope);

            assertTrue(Soon.soon(() -> running(database, queries) == 0), "it still runs");
            assertFalse(failure(queries.startIn(scope, LONG, BALANCE)).isTemporary());
        }
    }

    private static long running(TestDatabase database, Queries watching) {
        return database.running(watching, "SELECT " + database.sleep("58") + "%");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isLostWithItsConnectionOnceSomethingWasRead(TestDatabase database) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.through(proxy.port())) {
            Scope scope = queries.snapshot();
            proxy.cutAfter(CuttingProxy.executes(database.wire()));
            assertTrue(failure(queries.startIn(scope, LONG, BALANCE)).isTemporary());
            proxy.cutAfter(sent -> false);
            assertEquals(BEFORE, ask(queries, scope, BALANCE));
            proxy.cutAfter(CuttingProxy.executes(database.wire()));
            assertEquals(
                    Code.CONNECTION,
                    failure(queries.startIn(scope, LONG, BALANCE)).code());
            proxy.cutAfter(sent -> false);

            Failure lost = failure(queries.startIn(scope, LONG, BALANCE));
            assertEquals("the connection with the snapshot of the database is gone", lost.getMessage());
            assertFalse(lost.isTemporary(), "it would be retried");
            queries.end(scope);
            assertEquals(BEFORE, queries.ask(BALANCE).toString());
        }
    }
}
