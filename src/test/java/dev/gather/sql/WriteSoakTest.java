package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.stub.CuttingProxy;
import dev.gather.stub.Soon;
import dev.gather.stub.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many executions that write, of which anything may break: afterwards the pool is whole, and each outcome was the truth. */
class WriteSoakTest extends OnEachDatabase {
    private static final int EXECUTIONS = 1_000;
    private static final int AT_ONCE = 8;
    private static final int CONNECTIONS = 4;
    private static final String INSERT = "INSERT INTO soaked (execution) VALUES ({% $input %})";

    private final Random random = new Random(20261129);
    private final Map<Integer, String> outcomes = new HashMap<>();

    /** What may happen to an execution. */
    private enum Fault {
        NONE,
        CANCELLED,
        REFUSED,
        GIVEN_UP,
        CUT
    }

    List<TestDatabase> different() {
        return List.of(databases().get(0), POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("different")
    void leavesThePoolWhole(TestDatabase database) throws Exception {
        database.run("DROP TABLE IF EXISTS soaked; CREATE TABLE soaked (execution INT NOT NULL)");
        outcomes.clear();
        try (CuttingProxy proxy = new CuttingProxy(database.port());
                Queries queries = database.open(
                        new TestDatabase.Way(proxy.port(), "gather", "gather", Map.of()),
                        CONNECTIONS,
                        Map.of("writes", "true"))) {
            for (int i = 0; i < EXECUTIONS; i += AT_ONCE) {
                batch(database.wire(), queries, proxy, i);
            }
            checkRows(queries);
            checkPool(database, queries);
        }
    }

    /** Some executions at once; in some batches one connection is cut at a random place. */
    private void batch(Wire wire, Queries queries, CuttingProxy proxy, int first) {
        boolean cutting = random.nextInt(3) == 0;
        boolean atCommit = random.nextBoolean();
        boolean[] armed = {cutting};
        Predicate<byte[]> place = atCommit ? CuttingProxy.runs(wire, "COMMIT") : CuttingProxy.executes(wire);
        proxy.cutAfter(sent -> {
            boolean cut = armed[0] && place.test(sent);
            armed[0] &= !cut;
            return cut;
        });
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (int i = first; i < first + AT_ONCE; i++) {
            int execution = i;
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            running.add(CompletableFuture.supplyAsync(() -> execution(queries, execution, fault)));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            outcomes.put(first + i, (String) running.get(i).join());
        }
    }

    /** Two writes in a transaction; how it ended: committed, unknown, or nothing. */
    private static String execution(Queries queries, int execution, Fault fault) {
        Scope scope = queries.scope(true);
        try {
            queries.startWrite(INSERT, execution, scope).join();
            CompletableFuture<Object> second =
                    queries.startWrite(INSERT, fault == Fault.REFUSED ? null : execution, scope);
            if (fault == Fault.CANCELLED) {
                second.cancel(true);
            }
            second.join();
            if (fault == Fault.GIVEN_UP) {
                throw new CompletionException(Failure.late());
            }
            var unused = queries.run(scope.transaction().orElseThrow().commit());
            return "committed";
        } catch (RuntimeException e) {
            scope.transaction().ifPresent(begun -> {
                var unused = queries.run(begun.rollback());
            });
            return e instanceof Failure failure && failure.code() == Code.UNKNOWN ? "unknown" : "nothing";
        }
    }

    private void checkRows(Queries queries) {
        Map<Integer, Long> rows = new HashMap<>();
        for (Object row : (List<?>) queries.ask("SELECT execution, COUNT(*) AS n FROM soaked GROUP BY execution")) {
            Map<?, ?> found = (Map<?, ?>) row;
            rows.put((Integer) found.get("execution"), (Long) found.get("n"));
        }
        outcomes.forEach((execution, outcome) -> {
            long n = rows.getOrDefault(execution, 0L);
            boolean right = outcome.equals("unknown") ? n == 0 || n == 2 : n == (outcome.equals("committed") ? 2 : 0);
            assertTrue(right, () -> execution + " ended as " + outcome + " with " + n + " rows");
        });
        assertTrue(List.copyOf(outcomes.values()).containsAll(List.of("committed", "unknown", "nothing")));
    }

    /** All its connections can be used at once, none is in a transaction, and there are no others. */
    private static void checkPool(TestDatabase database, Queries queries) {
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String slow = database.words(
                    "INSERT INTO soaked SELECT SLEEP(0.3)", "INSERT INTO soaked SELECT length(pg_sleep(0.3)::text)");
            all.add(queries.startWrite(slow, null, queries.scope(false)));
        }
        all.forEach(write -> assertEquals("{affected=1, id=null}", write.join().toString()));
        String transactions = database.words(
                "SELECT trx_id FROM information_schema.INNODB_TRX",
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'gather' AND state LIKE 'idle in%'");
        assertTrue(Soon.soon(() -> queries.ask(transactions).equals(List.of())));
        assertTrue(queries.writing().pool().size() <= CONNECTIONS);
    }
}
