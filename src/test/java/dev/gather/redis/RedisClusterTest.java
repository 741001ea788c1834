package dev.gather.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.execution.Result;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.RedisCluster;
import java.util.Arrays;
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

    /** Many keys of one node: more than one connection has room for at once. */
    @Test
    void areReadInListsOfAnyLengthOnOneConnection() {
        List<Integer> ids = IntStream.range(0, 10_000).boxed().toList();
        Map<String, String> settings = Map.of("redis.default.cluster", "true", "redis.default.max-connections", "1");
        try (RedisRun few = new RedisRun(cluster.urls(), settings)) {
            cluster.set("{a}9-9999", "last");
            List<?> all = (List<?>) few.value(
                    "forEach: '{% [1..9] %}'\nconcurrency: 9\nredis: 'MGET {a}{% $item %}-{% $input.ids %}'",
                    Map.of("ids", ids));

            assertEquals(9, all.size());
            all.forEach(list -> assertEquals(10_000, ((List<?>) list).size()));
            assertEquals("last", ((List<?>) all.get(8)).get(9_999));
        }
    }

    /** As are those that are spread over all nodes. */
    @Test
    void areReadInLongListsFromAllNodes() {
        List<Integer> ids = IntStream.range(0, 10_000).boxed().toList();
        Map<String, String> settings = Map.of("redis.default.cluster", "true", "redis.default.max-connections", "1");
        try (RedisRun few = new RedisRun(cluster.urls(), settings)) {
            List<?> all = (List<?>) few.value(
                    "forEach: '{% [1..5] %}'\nconcurrency: 5\nredis: 'MGET key:{% $input.ids %} {% $item %}'",
                    Map.of("ids", ids.subList(0, 9_999)));

            all.forEach(list -> assertEquals("value 7", ((List<?>) list).get(7)));
            assertEquals(
                    Code.UNSAFE_VALUE,
                    few.failure("redis: MGET key:{% $input.ids %} more", Map.of("ids", ids))
                            .code());
        }
    }

    @Test
    void ofAnotherTypeAreNullInAList() {
        cluster.run("a-list", "RPUSH", "a-list", "1");

        assertEquals(Arrays.asList("value 1", null, "value 2"), run.value("redis: MGET key:1 a-list key:2"));
    }

    /** Whatever characters the name of a user has. */
    @Test
    void areReadByAUser() {
        String user = "r%e@a:d+er";
        cluster.onEach("ACL", "SETUSER", user, "on", ">p%:@/ +", "~*", "+@read", "+cluster|slots");
        Map<String, String> settings = Map.of(
                "redis.default.cluster", "true", "redis.default.username", user, "redis.default.password", "p%:@/ +");
        try (RedisRun logged = new RedisRun(cluster.urls(), settings)) {
            assertEquals(
                    IntStream.range(0, KEYS).mapToObj(i -> "value " + i).toList(),
                    logged.value("redis: MGET key:{% [0..59] %}"));
        }
    }

    /** A slot that is moving has keys on both nodes, and the next command's connection is shared with others. */
    @Test
    void thatAreMovingAreReadWhereTheyAre() {
        IntStream.range(0, KEYS).forEach(i -> cluster.set("{moving}" + i, "value " + i));
        cluster.whileMoving(
                "{moving}",
                IntStream.range(0, KEYS / 2).mapToObj(i -> "{moving}" + i).toList(),
                () -> {
                    List<String> expected =
                            IntStream.range(0, KEYS).mapToObj(i -> "value " + i).toList();
                    assertEquals(
                            expected,
                            run.value("forEach: '{% [0..59] %}'\nconcurrency: 60\nredis: 'GET {moving}{% $item %}'"));
                    assertEquals(expected, run.value("redis: 'MGET {moving}{% [0..59] %}'"));
                });
    }

    @Test
    void areReadByManyAtOnce() {
        Object values = run.value("forEach: '{% [0..59] %}'\nconcurrency: 60\nredis: GET key:{% $item %}", Map.of());

        assertEquals(IntStream.range(0, KEYS).mapToObj(i -> "value " + i).toList(), values);
    }
}
