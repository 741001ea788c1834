package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.CuttingProxy;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.Soon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A database ends a query by itself once nobody can wait for it any more, and is rarely told a new limit for that. */
class StatementLimitTest extends OnEachDatabase {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1.25S",
        "PT0.25S, PT1.25S",
        "PT0.251S, PT1.5S",
        "PT0.999S, PT2S",
        "PT1S, PT2S",
        "PT3S, PT5S",
        "PT8S, PT9S",
        "PT8.001S, PT11S",
        "PT10S, PT11S",
        "PT900S, PT11S"
    })
    void isRoundedUp(Duration left, Duration limit) {
        assertEquals(limit, StatementLimit.of(left, LONGEST).in(false));
        assertEquals(limit.plusSeconds(5), StatementLimit.of(left, LONGEST).in(true), "MariaDB kills more slowly");
    }

    @Test
    void isKeptForWhatNeedsTheStepBelow() {
        StatementLimit two = StatementLimit.of(Duration.ofMillis(1_500), LONGEST);

        assertTrue(two.suits(StatementLimit.of(Duration.ofMillis(1_900), LONGEST)));
        assertTrue(two.suits(StatementLimit.of(Duration.ofMillis(600), LONGEST)));
        assertFalse(two.suits(StatementLimit.of(Duration.ofMillis(500), LONGEST)), "it is too long");
        assertFalse(two.suits(StatementLimit.of(Duration.ofMillis(2_001), LONGEST)), "it is too short");
    }

    @Test
    void isSetOnceForSteadyTraffic() throws Exception {
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> connection.write(OK));
                });
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of())) {
            for (int millis : new int[] {7_900, 7_800, 6_500, 3_900, 3_500, 7_950, 1_900}) {
                assertEquals(
                        List.of(),
                        queries.startWithin(Duration.ofMillis(millis), "SELECT 1")
                                .join());
            }

            assertEquals(
                    List.of("SET SESSION max_execution_time = 9000", "SET SESSION max_execution_time = 3000"),
                    database.statements().stream()
                            .filter(text -> text.contains("max_execution_time"))
                            .toList());
        }
    }

    /** Starts a query that nobody may wait for long, and waits until the database runs it. */
    private static CompletableFuture<Object> start(
            String slow, TestDatabase database, Queries queries, Queries watching) {
        CompletableFuture<Object> query = queries.startWithin(Duration.ofMillis(300), slow + " AS x");
        assertTrue(Soon.soon(() -> database.running(watching, slow + "%") == 1), "it does not run");
        return query;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void endsTheQueryOfAFrozenProcess(TestDatabase database) throws Exception {
        String slow = "SELECT " + database.sleep("57");
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries frozen = database.through(proxy.port());
                Queries watching = database.reading()) {
            assertEquals("[{x=1}]", frozen.ask("SELECT 1 AS x").toString());
            CompletableFuture<Object> query = start(slow, database, frozen, watching);
            proxy.freeze();
            query.cancel(true);

            // Soon waits for ten seconds: the longest limit, of an execution, would not have passed by then.
            assertTrue(Soon.soon(() -> database.running(watching, slow + "%") == 0), "it still runs");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aServerThatIsFrozenKeepsNoPlaceInThePool(TestDatabase database) throws Exception {
        String slow = "SELECT " + database.sleep("58");
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.through(proxy.port());
                Queries watching = database.reading()) {
            CompletableFuture<Object> query = start(slow, database, queries, watching);
            proxy.freezeOpen();
            query.cancel(true);

            assertEquals("[{x=1}]", queries.ask("SELECT 1 AS x").toString());
        }
    }
}
