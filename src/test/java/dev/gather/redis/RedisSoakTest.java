package dev.gather.redis;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.stub.RawRedis;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Thousands of executions over a server that fails by chance: each gets its own, or a failure, and nothing is left behind. */
class RedisSoakTest {
    private static final int EXECUTIONS = 3_000;
    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Logger LOG = Logger.getLogger("dev.gather.execution");

    private static final String COMPOSITION = """
            timeout: 2s
            sources:
              one: { redis: 'GET one-{% $input.id %}', timeout: 60ms, fallback: null }
              hedged: { redis: 'GET hedged-{% $input.id %}', hedge: 10ms, timeout: 60ms, fallback: null }
              again: { redis: 'GET again-{% $input.id %}', retries: 2, timeout: 60ms, fallback: null }
              parts:
                forEach: '{% [1..4] %}'
                redis: GET each-{% $input.id %}-{% $item %}
                timeout: 60ms
                fallback: null
              after: { redis: 'GET after-{% $one %}', timeout: 60ms, fallback: null }
            output: ['{% $one %}', '{% $hedged %}', '{% $again %}', '{% $parts %}', '{% $after %}']
            """;

    /** One of many wrong things in twenty; a key otherwise. */
    private static void answer(RawRedis.Command command, OutputStream out) throws IOException, InterruptedException {
        String own = bulk(command.last());
        switch (ThreadLocalRandom.current().nextInt(200)) {
            case 0 -> throw new IOException("it breaks");
            case 1 -> write(out, "HTTP/1.1 200 OK\r\n");
            case 2 -> write(out, "-LOADING not yet\r\n");
            case 3 -> {
                Thread.sleep(80);
                write(out, own);
            }
            case 4 -> {
                Thread.sleep(20);
                write(out, own);
            }
            case 5 -> {
                write(out, own.substring(0, 3));
                Thread.sleep(5);
                write(out, own.substring(3));
            }
            case 6 -> write(out, "$99999999\r\n");
            default -> write(out, own);
        }
    }

    @Test
    void leavesNothingBehindAndMixesNothing() throws Exception {
        LOG.setLevel(Level.SEVERE);
        try (RawRedis server = new RawRedis(RedisSoakTest::answer);
                RedisRun run = new RedisRun(
                        server.url(),
                        Map.of("redis.default.max-connections", String.valueOf(CONNECTIONS), "retry-budget", "100%"))) {
            Composition composition = run.load(COMPOSITION);
            Set<String> wrong = new TreeSet<>();
            List<Integer> answered = Multi.createFrom()
                    .range(0, EXECUTIONS)
                    .onItem()
                    .transformToUni(
                            id -> run.begin(composition, Map.of("id", id)).map(result -> check(result, id, wrong)))
                    .merge(16)
                    .collect()
                    .asList()
                    .await()
                    .atMost(LONGEST);

            assertEquals(EXECUTIONS, answered.size());
            assertEquals(Set.of(), wrong);
            int own = answered.stream().mapToInt(Integer::intValue).sum();
            assertTrue(own > EXECUTIONS * 4, "so few had a value: " + own);
            assertTrue(server.connections() > 100, "so few connections broke: " + server.connections());
            assertTrue(soon(() -> server.open() <= CONNECTIONS), () -> "connections are left: " + server.open());
        } finally {
            LOG.setLevel(null);
        }
    }

    /** How many values there are, which must be the execution's own. */
    private static int check(Result result, int id, Set<String> wrong) {
        List<?> values = (List<?>) RedisRun.output(result);
        List<?> each = (List<?>) values.get(3);
        String one = "one-" + id;
        int count = own(values.get(0), one, wrong)
                + own(values.get(1), "hedged-" + id, wrong)
                + own(values.get(2), "again-" + id, wrong)
                + own(values.get(4), "after-" + one, wrong);
        for (int i = 0; i < each.size(); i++) {
            count += own(each.get(i), "each-" + id + "-" + (i + 1), wrong);
        }
        return count;
    }

    private static int own(Object value, String expected, Set<String> wrong) {
        if (value != null && !value.equals(expected)) {
            wrong.add(expected + " got " + value);
        }
        return value == null ? 0 : 1;
    }
}
