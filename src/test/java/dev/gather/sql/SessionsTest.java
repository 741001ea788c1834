package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.stub.Soon;
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
    @MethodSource("ports")
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
    @MethodSource("ports")
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
    @MethodSource("ports")
    void refusesFunctionsThatWriteAlsoAfterAReset(int port) {
        try (Queries queries = to(port)) {
            for (int i = 0; i < 3; i++) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT leave_trace() AS x"));
                assertEquals(
                        "the query writes, where only reading is allowed (MySQL error 1792)", failure.getMessage());
            }
            assertEquals(List.of(), queries.ask("SELECT x FROM trace"));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void speaksTls(int port) {
        try (Queries queries =
                Queries.to(Queries.at(port).setSslMode(SslMode.REQUIRED).setTrustAll(true), 2, Map.of())) {
            Map<?, ?> row = (Map<?, ?>) queries.one("SHOW STATUS LIKE 'Ssl_cipher'", null);

            assertTrue(row.get("Value").toString().length() > 3, row::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void killsWhatWasGivenUpAndNothingElse(int port) throws Exception {
        String running = "SELECT COUNT(*) AS x FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(%'";
        SqlCall.Rows many = new SqlCall.Rows(false, false);
        try (Queries queries = Queries.to(Queries.at(port), 4, Map.of("allow-public-key-retrieval", "true"))) {
            CompletableFuture<Object> kept = queries.start("SELECT SLEEP(3) AS x", null, many);
            CompletableFuture<Object> givenUp = queries.start("SELECT SLEEP(9) AS y", null, many);
            assertTrue(Soon.soon(() -> counts(queries, running) == 2), "two were expected to run");
            givenUp.cancel(true);

            assertTrue(Soon.soon(() -> counts(queries, running) == 1), "it still runs");
            assertEquals("[{x=0}]", kept.join().toString());
        }
    }

    private static long counts(Queries queries, String sql) {
        return ((Number) ((Map<?, ?>) queries.one(sql, null)).get("x")).longValue();
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> row = new HashMap<>();
        row.put("x", null);
        return row;
    }
}
