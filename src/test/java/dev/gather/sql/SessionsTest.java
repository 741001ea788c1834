package dev.gather.sql;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import io.vertx.mysqlclient.SslMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions read only and forget, and only what is Gather's own is killed. */
class SessionsTest extends OnEachDatabase {
    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void forgetsWhatStatementsLeaveInASession(int port) {
        try (Queries queries = to(port)) {
            queries.run("SELECT @k := {% $input %} AS x", "secret");
            assertEquals(nothing(), queries.one("SELECT @k AS x", null));
            queries.run("SELECT remember(5) AS x");
            assertEquals(nothing(), queries.one("SELECT @remembered AS x", null));
            queries.run("SELECT GET_LOCK('gather', 0) AS x");
            assertEquals(Map.of("x", 1L), widened(queries.one("SELECT IS_FREE_LOCK('gather') AS x", null)));
            queries.run("SELECT LAST_INSERT_ID(77) AS x");
            assertEquals(Map.of("x", 0L), widened(queries.one("SELECT LAST_INSERT_ID() AS x", null)));
            queries.run("SELECT id FROM person");
            assertEquals(Map.of("x", 0L), widened(queries.one("SELECT FOUND_ROWS() AS x", null)));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void goesOnAfterAResetWithTheSameMeaning(int port) {
        String settings =
                "SELECT @@character_set_client AS a, @@character_set_results AS b, @@collation_connection AS c";
        try (Queries queries = to(port)) {
            Object before = queries.one(settings, null);
            queries.run("SELECT {% $input %} AS x", "é😀");
            queries.run("SELECT @k := 1 AS x");
            assertEquals(before, queries.one(settings, null));
            assertEquals(Map.of("x", "é😀"), queries.one("SELECT {% $input %} AS x", "é😀"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesFunctionsThatWriteAlsoAfterAReset(TestDatabase database) {
        try (Queries queries = database.reading()) {
            for (int i = 0; i < 3; i++) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT leave_trace() AS x"));
                assertEquals(
                        "the query writes, where only reading is allowed (" + database.error(1792, "25006") + ")",
                        failure.getMessage());
            }
            assertEquals(List.of(), queries.ask("SELECT x FROM trace"));
        }
    }

    @ParameterizedTest
    @MethodSource("mySqlPorts")
    void speaksTls(int port) {
        try (Queries queries =
                Queries.to(Queries.at(port).setSslMode(SslMode.REQUIRED).setTrustAll(true), 2, Map.of())) {
            Map<?, ?> row = (Map<?, ?>) queries.one("SHOW STATUS LIKE 'Ssl_cipher'", null);

            assertTrue(row.get("Value").toString().length() > 3, row::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void killsWhatWasGivenUpAndNothingElse(TestDatabase database) {
        SqlCall.Rows many = new SqlCall.Rows(false, false);
        String pattern = database.words("SELECT SLEEP(%", "SELECT pg_sleep(%");
        try (Queries queries = database.open(4, Map.of())) {
            CompletableFuture<Object> kept = queries.start("SELECT " + database.sleep("3") + " AS x", null, many);
            CompletableFuture<Object> givenUp = queries.start("SELECT " + database.sleep("9") + " AS y", null, many);
            assertTrue(soon(() -> database.running(queries, pattern) == 2), "two were expected to run");
            givenUp.cancel(true);

            assertTrue(soon(() -> database.running(queries, pattern) == 1), "it still runs");
            assertEquals("[{x=" + database.slept() + "}]", kept.join().toString());
        }
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> row = new HashMap<>();
        row.put("x", null);
        return row;
    }
}
