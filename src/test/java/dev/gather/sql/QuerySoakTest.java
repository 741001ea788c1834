package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is cancelled, killed or refused beside them, queries get their own answers and nobody else's, and the
 * pool stays whole. Each run does it in another order; {@code -Dtest.seed} makes the same again.
 */
class QuerySoakTest extends OnEachDatabase {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);
    private static final int ROUNDS = 20;
    private static final int QUERIES = 25;
    private final Random random = new Random(SEED);

    /** The other MySQL may be somebody else's at the same time, whose connections are not to be killed. */
    List<TestDatabase> different() {
        return List.of(databases().get(0), POSTGRESQL);
    }

    private static List<String> statements(TestDatabase database) {
        String number = database.words("CAST({% $input %} AS SIGNED)", "{% $input %}::bigint");
        return List.of(
                "SELECT " + number + " AS x",
                "SELECT " + number + " AS x, " + database.sleep("0.02") + " AS y",
                database.words("SELECT nothing, {% $input %} AS x FROM person", "SELECT 1 / (" + number + " * 0) AS x"),
                "SELECT " + number + " AS x, " + database.words("UUID()", "md5(random()::text)") + " AS y");
    }

    @ParameterizedTest
    @MethodSource("different")
    void givesEachItsOwnAnswer(TestDatabase database) {
        List<String> statements = statements(database);
        try (Queries queries = database.open(4, Map.of())) {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Object>> started = new ArrayList<>();
                List<Integer> sent = new ArrayList<>();
                for (int i = 0; i < QUERIES; i++) {
                    int number = random.nextInt();
                    sent.add(number);
                    started.add(queries.start(statements.get(random.nextInt(4)), number, MANY));
                }
                disturb(database, started);
                for (int i = 0; i < QUERIES; i++) {
                    check(started.get(i), sent.get(i));
                }
            }
            assertEquals("[{x=7}]", queries.ask(statements.get(0), 7).toString());
        }
    }

    private void disturb(TestDatabase database, List<CompletableFuture<Object>> started) {
        for (CompletableFuture<Object> query : started) {
            if (random.nextInt(4) == 0) {
                boolean unused = query.cancel(true);
            }
        }
        if (random.nextInt(4) == 0) {
            database.killConnectionsOf("gather");
        }
    }

    private static void check(CompletableFuture<Object> query, int sent) {
        try {
            String answer = query.orTimeout(20, TimeUnit.SECONDS).join().toString();
            assertTrue(answer.startsWith("[{x=" + sent), () -> answer + " for " + sent + ", -Dtest.seed=" + SEED);
        } catch (CancellationException cancelled) {
            assertTrue(query.isCancelled());
        } catch (CompletionException e) {
            Failure failure = (Failure) e.getCause();
            boolean expected = failure.getMessage().startsWith("a division by zero")
                    || failure.getMessage().startsWith("a column does not exist")
                    || failure.getMessage().startsWith("the connection to the database broke");
            assertTrue(expected, () -> failure + ", -Dtest.seed=" + SEED);
        }
    }
}
