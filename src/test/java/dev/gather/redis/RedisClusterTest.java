package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Result;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.RedisCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys on the three nodes of a real cluster. */
class RedisClusterTest {
    private static final int KEYS = 60;

    private static RedisCluster cluster;
    private static RedisRun run;

    @BeforeAll
    static void fill() {
        cluster = RedisCluster.start();
        IntStream.range(0, KEYS).forEach(i -> cluster.set("key:" + i, "value " + i));
        run = new RedisRun(cluster.urls(), Map.of("redis.default.cluster", "true"));
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
            cluster.close();
        }
    }

    @Test
    void areFoundWhereverTheyAre() {
        for (int i = 0; i < KEYS; i++) {
            assertEquals("value " + i, run.value("redis: GET key:{% $input.i %}", Map.of("i", i)));
        }
    }

    /** The values of several nodes have the order of their keys. */
    @Test
    void areReadAsAListInItsOrder() {
        List<Integer> ids =
                IntStream.range(0, KEYS).map(i -> i * 7 % KEYS).boxed().toList();

        Object values = run.value("redis: MGET key:{% $input.ids %}", Map.of("ids", ids));

        assertEquals(ids.stream().map(i -> "value " + i).toList(), values);
    }

    @Test
    void onSeveralNodesAreNoKeysOfOneCommand() {
        assertEquals(
                "the source 'value' failed: the keys of the command are on different nodes (CROSSSLOT)",
                run.failure("redis: SINTER key:1 key:2 key:3 key:4").getMessage());
        assertEquals(List.of(), run.value("redis: 'SINTER {a}1 {a}2'"));
    }

    @Test
    void thatMoveAreFoundAgain() {
        assertEquals("value 1", run.value("redis: GET key:1"));
        cluster.move("key:1");

        assertEquals("value 1", run.value("redis: GET key:1"));
    }

    @Test
    void ofAClusterThatIsToldToBeNoneAreFailures() {
        try (RedisRun single = new RedisRun(cluster.urls().split(",")[0])) {
            long failed = IntStream.range(0, KEYS)
                    .mapToObj(i -> single.run(RedisRun.composition("redis: GET key:" + i), Map.of()))
                    .filter(result -> result instanceof Result.Failed moved
                            && moved.failure().code() == Code.QUERY)
                    .count();
            assertTrue(failed > 0 && failed < KEYS, "so many failed: " + failed);
        }
    }

    @Test
    void areReadByManyAtOnce() {
        Object values = run.value("forEach: '{% [0..59] %}'\nconcurrency: 60\nredis: GET key:{% $item %}", Map.of());

        assertEquals(IntStream.range(0, KEYS).mapToObj(i -> "value " + i).toList(), values);
    }
}
