package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.catalog.CompositionSources;
import dev.gather.composition.Composition;
import dev.gather.composition.CompositionFile;
import dev.gather.report.Report;
import dev.gather.stub.Surroundings;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Ten thousand executions over upstreams and a database that fail by chance leave nothing behind. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(value = FaultyServer.class, restrictToAnnotatedClass = true)
class SoakTest {
    private static final Logger LOG = Logger.getLogger("soak");
    private static final int EXECUTIONS = 10_000;
    private static final int WARM_UP = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Inject
    CompositionSources sources;

    @Inject
    Engine engine;

    @Inject
    SteerableClock clock;

    @Inject
    Pool pool;

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private Composition composition() {
        String text = """
                timeout: 300ms
                sources:
                  flaky: { http: 'GET soak:/flaky', retries: 2, timeout: 40ms, fallback: '{% $error.code %}' }
                  hedged: { http: 'GET soak:/hedged', hedge: 5ms, timeout: 50ms, fallback: '{% $error.code %}' }
                  parts:
                    forEach: '{% [1..5] %}'
                    http: GET soak:/parts/{% $item %}
                    concurrency: 3
                    timeout: 30ms
                    fallback: '{% $error.code %}'
                  rows: { sql: 'SELECT SLEEP({% $input.sleep %}) AS slept', timeout: 20ms, fallback: '{% $error.code %}' }
                  broken: { sql: 'SELECT {% $input.n %} FROM nowhere', when: '{% $input.n % 50 = 0 %}', fallback: null }
                  required: { http: 'GET soak:/required/{% $count($parts) %}', missing: null }
                  after: { sql: 'SELECT {% $count($parts) %} AS parts, {% $string($required) %} AS required' }
                output: ['{% $flaky %}', '{% $hedged %}', '{% $parts %}', '{% $rows %}', '{% $broken %}', '{% $after %}']
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

        LOG.infof(
                org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getConfigValue("quarkus.datasource.reactive.max-size")
                        .getValue(),
                pool.size());
        LOG.infof("statuses %s, heap %d KiB after %d executions", statuses, before / 1024, WARM_UP);
        assertEquals(
                EXECUTIONS,
                statuses.values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(statuses.keySet().containsAll(List.of(200, 502)), statuses.toString());
        assertEquals(0, soon(0, clock::pending), "timers are pending");
        assertEquals(0, soon(0, () -> processes("info LIKE 'SELECT SLEEP(%'")), "queries go on");
        long http = FaultyServer.MAX_CONNECTIONS;
        assertTrue(soon(http, FaultyServer::open) <= http, "HTTP connections are left");
        long sql = FaultyServer.MAX_DATABASE_CONNECTIONS;
        assertTrue(soon(sql, () -> processes("user = 'gather'")) <= sql, this::processList);
        long after = usedAfterCollection();
        LOG.infof("heap %d KiB after %d executions", after / 1024, EXECUTIONS);
        assertTrue(after < before + before / 10 + 4_000_000, "the heap grew from " + before + " to " + after);
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
        Arguments arguments = new Arguments(Map.of(), Map.of("n", n, "sleep", sleep), Map.of(), Optional.empty());
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

    /** The value as soon as it is that or less, or after 2 seconds. */
    private static long soon(long most, LongSupplier value) throws InterruptedException {
        for (int i = 0; i < 40 && value.getAsLong() > most; i++) {
            Thread.sleep(50);
        }
        return value.getAsLong();
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
