package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.postgresql.PgSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Whatever is cancelled, killed or refused beside them, queries to PostgreSQL get their own answers and nobody else's, and the
 * pool stays whole. Each run does it in another order; {@code -Dtest.seed} makes the same again.
 */
class PostgreSqlSoakTest {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);
    private static final int ROUNDS = 20;
    private static final int QUERIES = 25;
    private static final String ECHO = "SELECT {% $input %}::bigint AS x";
    private static final String SLOW = "SELECT {% $input %}::bigint AS x, pg_sleep(0.02)::text AS y";
    private static final String WRONG = "SELECT 1 / ({% $input %}::bigint * 0) AS x";
    private static final String OWN_TYPE = "SELECT {% $input %}::bigint AS x, md5(random()::text) AS y";

    private final Random random = new Random(SEED);

    @Test
    void givesEachItsOwnAnswer() {
        try (Queries queries =
                Queries.toPostgreSql(Queries.postgreSql(Map.of(Queries.QUARKUS + "reactive.max-size", "4")))) {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Object>> started = new ArrayList<>();
                List<Integer> sent = new ArrayList<>();
                for (int i = 0; i < QUERIES; i++) {
                    int number = random.nextInt();
                    sent.add(number);
                    started.add(
                            queries.start(List.of(ECHO, SLOW, WRONG, OWN_TYPE).get(random.nextInt(4)), number, MANY));
                }
                disturb(started);
                for (int i = 0; i < QUERIES; i++) {
                    check(started.get(i), sent.get(i));
                }
            }
            assertEquals("[{x=7}]", queries.ask(ECHO, 7).toString());
        }
    }

    private void disturb(List<CompletableFuture<Object>> started) {
        for (CompletableFuture<Object> query : started) {
            if (random.nextInt(4) == 0) {
                boolean unused = query.cancel(true);
            }
        }
        if (random.nextInt(4) == 0) {
            PgSql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gather'");
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
                    || failure.getMessage().startsWith("the connection to the database broke");
            assertTrue(expected, () -> failure + ", -Dtest.seed=" + SEED);
        }
    }
}
