package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.stub.CuttingProxy;
import dev.gather.stub.Soon;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The writes of one execution take effect together or not at all, and leave their connection as it was. */
class TransactionTest extends OnEachDatabase {
    private static final String INSERT = "INSERT INTO entry (name) VALUES ({% $input %})";

    @BeforeEach
    void create() {
        databases().forEach(database -> database.run("""
                DROP TABLE IF EXISTS entry;
                CREATE TABLE entry (id %s PRIMARY KEY, name VARCHAR(50) UNIQUE);
                DROP TABLE IF EXISTS amount;
                CREATE TABLE amount (id INT PRIMARY KEY, number INT);
                INSERT INTO amount VALUES (1, 1), (2, 2);
                """.formatted(database.words("INT AUTO_INCREMENT", "SERIAL"))));
    }

    private static Object write(Queries queries, Scope scope, String sql, Object input) {
        return queries.startWrite(sql, input, scope).join();
    }

    private static void commit(Queries queries, Scope scope) {
        assertNull(queries.run(scope.transaction().orElseThrow().commit()));
    }

    private static void rollBack(Queries queries, Scope scope) {
        assertNull(queries.run(scope.transaction().orElseThrow().rollback()));
    }

    private static List<Object> names(Queries queries) {
        List<?> rows = (List<?>) queries.ask("SELECT name FROM entry ORDER BY id");
        return rows.stream().<Object>map(row -> ((Map<?, ?>) row).get("name")).toList();
    }

    /** The pool has one connection: another write shows that it is whole. */
    private static void assertWhole(Queries queries) {
        String name = UUID.randomUUID().toString();
        assertEquals(1L, queries.write(INSERT, name).get("affected"));
    }

    /** One row, for which MySQL tells the number that it generated. */
    private static String inserted(TestDatabase database, int id) {
        return "{affected=1, id=" + database.words(String.valueOf(id), "null") + "}";
    }

    @ParameterizedTest
    @MethodSource("databases")
    void takesEffectWithTheCommit(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Scope scope = queries.scope(true);
            assertEquals(
                    inserted(database, 1), write(queries, scope, INSERT, "a").toString());
            assertEquals(
                    inserted(database, 2), write(queries, scope, INSERT, "b").toString());
            assertEquals(List.of(), names(queries));

            commit(queries, scope);

            assertEquals(List.of("a", "b"), names(queries));
            assertWhole(queries);
        }
    }

    @ParameterizedTest
    @MethodSource("mySqls")
    void keepsTheCountOfRowsForTheNextWriteAlsoAfterAWarning(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Scope scope = queries.scope(true);
            String some = "INSERT IGNORE INTO amount VALUES (2, 0), (3, 0), (4, 0)";
            assertEquals(
                    "{affected=2, id=null}", write(queries, scope, some, null).toString());
            assertEquals(
                    inserted(database, 1),
                    write(queries, scope, "INSERT INTO entry (name) VALUES (ROW_COUNT())", null)
                            .toString());
            commit(queries, scope);

            assertEquals(List.of("2"), names(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void runsInTheOrderOfTheStart(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Scope scope = queries.scope(true);
            List<CompletableFuture<Object>> all = List.of("x", "y", "z").stream()
                    .map(name -> queries.startWrite(INSERT, name, scope))
                    .toList();
            all.forEach(CompletableFuture::join);
            commit(queries, scope);

            assertEquals(List.of("x", "y", "z"), names(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isUndoneByARollback(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Scope scope = queries.scope(true);
            assertEquals(
                    inserted(database, 1), write(queries, scope, INSERT, "a").toString());

            rollBack(queries, scope);
            rollBack(queries, scope);

            assertEquals(List.of(), names(queries));
            assertWhole(queries);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsAndCommitsNothingAfterAFailure(TestDatabase database) {
        try (Queries queries = database.writing()) {
            Scope scope = queries.scope(true);
            assertEquals(
                    inserted(database, 1), write(queries, scope, INSERT, "a").toString());
            CompletableFuture<Object> twice = queries.startWrite(INSERT, "a", scope);
            CompletableFuture<Object> behind = queries.startWrite(INSERT, "b", scope);

            assertTrue(failure(twice).getMessage().contains(database.error(1062, "23505")));
            assertEquals(
                    "not sent, since another write of the transaction failed",
                    failure(behind).getMessage());
            Failure failure = assertThrows(Failure.class, () -> commit(queries, scope));
            assertEquals("the transaction was rolled back, since a write failed", failure.getMessage());
            assertEquals(List.of(), names(queries));
            assertWhole(queries);
        }
    }

    private static Failure failure(CompletableFuture<Object> write) {
        return (Failure) assertThrows(RuntimeException.class, write::join).getCause();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void stopsWhatIsUnderWay(TestDatabase database) {
        String sleeping = "INSERT INTO entry (name) SELECT " + database.sleep("60");
        try (Queries queries = database.writing()) {
            for (boolean cancelled : new boolean[] {true, false}) {
                Scope scope = queries.scope(true);
                assertTrue(write(queries, scope, INSERT, "a").toString().startsWith("{affected=1"));
                CompletableFuture<Object> slow = queries.startWrite(sleeping, null, scope);
                assertTrue(Soon.soon(() -> database.running(queries, "INSERT INTO entry%") == 1), "it does not run");
                if (cancelled) {
                    slow.cancel(true);
                }
                rollBack(queries, scope);

                assertTrue(Soon.soon(() -> database.running(queries, "INSERT INTO entry%") == 0), "it still runs");
                assertEquals(List.of(), names(queries));
            }
            assertWhole(queries);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isUnknownIfTheCommitIsNotAnswered(TestDatabase database) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.through(proxy.port())) {
            Scope scope = queries.scope(true);
            assertEquals(
                    inserted(database, 1), write(queries, scope, INSERT, "a").toString());
            proxy.cutAfter(CuttingProxy.runs(database.wire(), "COMMIT"));
            Failure failure = assertThrows(Failure.class, () -> commit(queries, scope));
            proxy.cutAfter(sent -> false);

            assertEquals(Code.UNKNOWN, failure.code());
            assertEquals(List.of("a"), names(queries));
            assertWhole(queries);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isCertainlyUndoneIfAWriteIsNotAnswered(TestDatabase database) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.through(proxy.port())) {
            Scope scope = queries.scope(true);
            proxy.cutAfter(CuttingProxy.executes(database.wire()));
            Failure failure = failure(queries.startWrite(INSERT, "a", scope));
            proxy.cutAfter(sent -> false);
            rollBack(queries, scope);

            assertEquals(Code.CONNECTION, failure.code());
            assertEquals(List.of(), names(queries));
            assertWhole(queries);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void endsWithADeadlock(TestDatabase database) {
        String update = "UPDATE amount SET number = number + 1 WHERE id = {% $input %}";
        try (Queries one = database.writing();
                Queries other = database.writing()) {
            Scope first = one.scope(true);
            Scope second = other.scope(true);
            assertEquals("{affected=1, id=null}", write(one, first, update, 1).toString());
            assertEquals(
                    "{affected=1, id=null}", write(other, second, update, 2).toString());
            CompletableFuture<Object> crossing = one.startWrite(update, 2, first);
            CompletableFuture<Object> back = other.startWrite(update, 1, second);

            boolean firstLost =
                    crossing.handle((value, thrown) -> thrown != null).join();
            Failure deadlock = failure(firstLost ? crossing : back);
            assertEquals(
                    "the database ended a deadlock by rolling back (" + database.error(1213, "40P01") + ")",
                    deadlock.getMessage());
            rollBack(firstLost ? one : other, firstLost ? first : second);
            (firstLost ? back : crossing).join();
            commit(firstLost ? other : one, firstLost ? second : first);
            assertEquals(
                    "[{number=2}, {number=3}]",
                    one.ask("SELECT number FROM amount ORDER BY id").toString());
            assertWhole(one);
            assertWhole(other);
        }
    }
}
