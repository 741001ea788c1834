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
    private static final String SLEEPING =
            "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST" + " WHERE INFO LIKE 'SELECT SLEEP(58)%'";

    @BeforeEach
    void create() {
        ports().forEach(port -> runOn(port, """
                DROP TABLE IF EXISTS account;
                CREATE TABLE account (id INT PRIMARY KEY, amount INT) ENGINE = InnoDB;
                INSERT INTO account VALUES (1, 10), (2, 20);
                """));
    }

    private static Queries open(int port) {
        return Queries.to(Queries.at(port), 1, Map.of("allow-public-key-retrieval", "true"));
    }

    private static String ask(Queries queries, Scope scope, String sql) {
        return queries.startIn(scope, LONG, sql).join().toString();
    }

    private static Failure failure(CompletableFuture<Object> query) {
        return (Failure) assertThrows(RuntimeException.class, query::join).getCause();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void seesOneStateUntilItsEnd(int port) {
        try (Queries queries = open(port)) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            runOn(port, TRANSFER);
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
    @MethodSource("ports")
    void isReadOnlyAndLeavesNothingInTheSession(int port) {
        String session =
                "SELECT @@session.transaction_isolation AS x, @@session.autocommit AS y, remember({% $input %}) AS z";
        try (Queries queries = open(port)) {
            Object before = queries.one(session.replace(", remember({% $input %}) AS z", ""), null);
            Scope scope = queries.snapshot();
            Failure failure = failure(queries.startIn(scope, LONG, "SELECT leave_trace() AS x"));
            assertEquals("the query writes, where only reading is allowed (MySQL error 1792)", failure.getMessage());
            assertEquals("[{x=7}]", ask(queries, scope, "SELECT remember(7) AS x"));
            queries.end(scope);

            assertEquals(before, queries.one(session.replace(", remember({% $input %}) AS z", ""), null));
            assertEquals("[{x=null}]", queries.ask("SELECT @remembered AS x").toString());
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void beginsWithItsFirstQueryInTheSameFlight(int port) throws Exception {
        try (TurnProxy proxy = new TurnProxy(port);
                Queries queries = open(proxy.port())) {
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
    @MethodSource("ports")
    void outlivesAQueryThatFails(int port) {
        try (Queries queries = open(port)) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            runOn(port, TRANSFER);
            CompletableFuture<Object> failing = queries.startIn(scope, LONG, "SELECT nothing FROM account");
            CompletableFuture<Object> behind = queries.startIn(scope, LONG, BALANCE);

            assertEquals(Code.QUERY, failure(failing).code());
            assertEquals(BEFORE, behind.join().toString());
            queries.end(scope);
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void goesOnWithoutAQueryThatIsGivenUp(int port) {
        try (Queries queries = open(port);
                Queries watching = open(port)) {
            Scope scope = queries.snapshot();
            assertEquals("[{x=1}]", ask(queries, scope, "SELECT 1 AS x"));
            runOn(port, TRANSFER);
            CompletableFuture<Object> slow = queries.startIn(scope, Duration.ofSeconds(1), "SELECT SLEEP(58) AS x");
            CompletableFuture<Object> never = queries.startIn(scope, LONG, "SELECT SLEEP(58) AS y");
            CompletableFuture<Object> behind = queries.startIn(scope, LONG, BALANCE);
            assertTrue(Soon.soon(() -> counted(watching) == 1), "it does not run");
            never.cancel(true);
            slow.cancel(true);

            assertEquals(BEFORE, behind.join().toString());
            assertEquals(0, counted(watching));
            queries.end(scope);
            assertEquals(AFTER, queries.ask(BALANCE).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void stopsWhatRunsAtItsEnd(int port) {
        try (Queries queries = Queries.to(Queries.at(port), 2, Map.of("allow-public-key-retrieval", "true"))) {
            Scope scope = queries.snapshot();
            CompletableFuture<Object> slow = queries.startIn(scope, LONG, "SELECT SLEEP(58) AS x");
            assertTrue(Soon.soon(() -> counted(queries) == 1), "it does not run");
            slow.cancel(true);
            queries.end(scope);

            assertTrue(Soon.soon(() -> counted(queries) == 0), "it still runs");
            assertFalse(failure(queries.startIn(scope, LONG, BALANCE)).isTemporary());
        }
    }

    private static long counted(Queries queries) {
        return ((Number) ((Map<?, ?>) queries.one(SLEEPING, null)).get("x")).longValue();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void isLostWithItsConnectionOnceSomethingWasRead(int port) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(port);
                Queries queries = open(proxy.port())) {
            Scope scope = queries.snapshot();
            proxy.cutAfter(CuttingProxy::isExecute);
            assertTrue(failure(queries.startIn(scope, LONG, BALANCE)).isTemporary());
            proxy.cutAfter(sent -> false);
            assertEquals(BEFORE, ask(queries, scope, BALANCE));
            proxy.cutAfter(CuttingProxy::isExecute);
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
