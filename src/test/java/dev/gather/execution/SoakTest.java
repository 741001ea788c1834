package dev.gather.execution;

import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.postgresql.PgSql;
import dev.gather.report.Report;
import dev.gather.report.ReportLog;
import dev.gather.time.SteerableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of executions over upstreams, databases and a server of Redis that fail by chance leave nothing behind. */
@QuarkusTest
@QuarkusTestResource(FaultyServer.class)
@QuarkusTestResource(FaultyRedis.class)
class SoakTest {
    private static final Logger LOG = Logger.getLogger("soak");
    private static final List<java.util.logging.Logger> LOGS = Stream.of("dev.gather.execution", ReportLog.CATEGORY)
            .map(java.util.logging.Logger::getLogger)
            .toList();
    private static final int EXECUTIONS = 2_500;
    private static final int WARM_UP = 500;

    /**
     * Those of the datasource {@code second}, few, so that queries wait for those that are given up; and those of the default one
     * for reading and for writing, which other tests of this application may have opened.
     */
    private static final int DATABASE_CONNECTIONS = 4 + 20 + 20;

    /** As many as a pool has by default. */
    private static final int POSTGRESQL_CONNECTIONS = 20;

    /** What an execution may leave in the heap, in bytes: less than its values and its report take. */
    private static final long LEFT = 1_500;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Inject
    CompositionSources sources;

    @Inject
    Engine engine;

    @Inject
    SteerableClock clock;

    @Inject
    Pool pool;

    IntSupplier redisConnections;

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @BeforeEach
    void silenceTheLogs() {
        LOGS.forEach(log -> log.setLevel(Level.SEVERE));
    }

    @AfterEach
    void giveTheLogsTheirLevelsBack() {
        LOGS.forEach(log -> log.setLevel(null));
    }

    private Composition composition() {
        String text = """
                timeout: 300ms
                sources:
                  flaky: { http: 'GET search:/flaky', retries: 2, timeout: 40ms, fallback: '{% $error.code %}' }
                  hedged: { http: 'GET search:/hedged', hedge: 5ms, timeout: 50ms, fallback: '{% $error.code %}' }
                  parts:
                    forEach: '{% [1..5] %}'
                    http: GET search:/parts/{% $item %}
                    concurrency: 3
                    timeout: 30ms
                    fallback: '{% $error.code %}'
                  rows:
                    datasource: second
                    sql: SELECT SLEEP({% $input.sleep %}) AS slept
                    timeout: 20ms
                    fallback: '{% $error.code %}'
                  others:
                    datasource: postgres
                    sql: SELECT pg_sleep({% $input.sleep %})::text AS slept, {% $input.n %}::integer AS n
                    timeout: 20ms
                    fallback: '{% $error.code %}'
                  broken:
                    datasource: second
                    sql: SELECT {% $input.n %} FROM nowhere
                    when: '{% $input.n % 50 = 0 %}'
                    fallback: null
                  cached: { redis: 'GET cached-{% $input.n %}', backend: faulty, hedge: 5ms, retries: 1, timeout: 40ms, fallback: '{% $error.code %}' }
                  list: { redis: 'MGET each-{% $parts %}', backend: faulty, timeout: 30ms, fallback: '{% $error.code %}' }
                  required: { http: 'GET search:/required/{% $count($parts) %}', missing: null }
                  after:
                    datasource: second
                    sql: SELECT {% $count($parts) %} AS parts, {% $string($required) %} AS required
                output:
                  - ['{% $flaky %}', '{% $hedged %}', '{% $parts %}', '{% $rows %}', '{% $others %}', '{% $broken %}', '{% $after %}']
                  - ['{% $cached %}', '{% $list %}']
                """;
        return sources.load(List.of(new CompositionFile("soak", "soak.yaml", text)))
                .find("soak")
                .orElseThrow();
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Composition composition = composition();
        execute(composition, WARM_UP);
        long before = usedAfterCollection();

        execute(composition, EXECUTIONS - WARM_UP);

        LOG.infof("statuses %s, heap %d KiB after %d executions", statuses, before / 1024, WARM_UP);
        assertEquals(
                EXECUTIONS,
                statuses.values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(statuses.keySet().containsAll(List.of(200, 502)), statuses.toString());
        assertTrue(soon(() -> clock.pending() == 0), "timers are pending");
        assertTrue(soon(() -> processes("info LIKE 'SELECT SLEEP(%'") == 0), "queries go on");
        assertTrue(soon(() -> sessions("state = 'active' AND query LIKE 'SELECT pg_sleep(%'") == 0), "queries go on");
        assertTrue(soon(() -> sessions("application_name = 'gather'") <= POSTGRESQL_CONNECTIONS), "there are too many");
        assertTrue(soon(() -> FaultyServer.open() <= FaultyServer.MAX_CONNECTIONS), "HTTP connections are left");
        assertTrue(
                soon(() -> redisConnections.getAsInt() <= FaultyRedis.MAX_CONNECTIONS),
                "connections to Redis are left");
        assertTrue(soon(() -> processes("user = 'gather'") <= DATABASE_CONNECTIONS), this::processList);
        long after = usedAfterCollection();
        LOG.infof("heap %d KiB after %d executions", after / 1024, EXECUTIONS);
        assertTrue(after < before + LEFT * (EXECUTIONS - WARM_UP), "the heap grew from " + before + " to " + after);
    }

    private void execute(Composition composition, int times) {
        Multi.createFrom()
                .range(0, times)
                .onItem()
                .transformToUni(n -> status(composition, n))
                .merge(16)
                .collect()
                .asList()
                .await()
                .atMost(LONGEST)
                .forEach(status -> statuses.merge(status, 1, Integer::sum));
    }

    /** Some callers go away before there is an answer, and some queries take longer than they may. */
    private Uni<Integer> status(Composition composition, int n) {
        double sleep = n % 20 == 0 ? 20 : 0;
        Arguments arguments = new Arguments(Map.of(), Map.of("n", n, "sleep", sleep), Map.of(), CallContext.NONE);
        Uni<Integer> status = engine.execute(composition, arguments).onItem().transform(result -> result.report()
                .status());
        return n % 30 != 0
                ? status
                : status.ifNoItem()
                        .after(Duration.ofMillis(1 + ThreadLocalRandom.current().nextInt(20)))
                        .recoverWithItem(Report.CANCELLED);
    }

    private long processes(String condition) {
        return pool.query("SELECT COUNT(*) FROM information_schema.processlist WHERE " + condition)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static long sessions(String condition) {
        return Long.parseLong(PgSql.values("SELECT count(*) FROM pg_stat_activity WHERE " + condition)
                .get(0));
    }

    private String processList() {
        return pool.query("SELECT id, command, time, state, info FROM information_schema.processlist")
                .mapping(row -> row.toJson().encode())
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .toMulti()
                .collect()
                .with(Collectors.joining("\n"))
                .await()
                .indefinitely();
    }

    private static long usedAfterCollection() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
