package dev.gather.redis;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.CapturedLog;
import dev.gather.stub.RawRedis;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer late, too much, nothing or nonsense. Nobody gets what another asked for. */
class RogueRedisTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Answers with the key. */
    private static void own(RawRedis.Command command, OutputStream out) throws IOException {
        write(out, bulk(command.last()));
    }

    private static String get(String key) {
        return "redis: GET " + key;
    }

    @Test
    void sendsWhatStartsAtOnceOnOneConnectionWithoutWaiting() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        List<String> keys = new ArrayList<>();
        try (RawRedis server = new RawRedis((command, out) -> {
                    keys.add(command.last());
                    all.countDown();
                    if (all.getCount() == 0) {
                        for (String key : keys) {
                            write(out, bulk(key));
                        }
                    }
                });
                RedisRun run = new RedisRun(server.url())) {
            Object value = run.value("forEach: '{% [1..50] %}'\nconcurrency: 50\nredis: GET {% $item %}\nas: json");

            assertEquals(keys.stream().map(Integer::valueOf).toList(), value);
            assertEquals(1, server.connections());
        }
    }

    /** A reply that comes after its command was given up is given to nobody. */
    @Test
    void givesALateReplyToNobody() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (command.last().equals("late")) {
                        given.await(20, TimeUnit.SECONDS);
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.max-connections", "2"))) {
            assertEquals("warm", run.value(get("warm")));
            assertEquals(
                    Code.TIMEOUT, run.failure(get("late") + "\ntimeout: 100ms").code());

            Uni<Result> next = run.begin(run.load(RedisRun.composition(get("next"))), Map.of());
            given.countDown();

            assertEquals("next", RedisRun.output(next.await().atMost(LIMIT)));
            assertEquals(2, server.connections());
        }
    }

    /** Of those who share a connection, one that gives up takes nothing from the others. */
    @Test
    void letsOthersHaveTheirRepliesWhenOneIsGivenUp() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (!command.last().equals("warm")) {
                        given.await(20, TimeUnit.SECONDS);
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("warm", run.value(get("warm")));
            Composition both = run.load("""
                    sources:
                      short: { redis: GET short, timeout: 150ms, fallback: none }
                      long: { redis: GET long }
                      after: { redis: 'GET after-{% $short %}' }
                    output: ['{% $short %}', '{% $long %}', '{% $after %}']
                    """);
            Uni<Result> running = run.begin(both, Map.of()).memoize().indefinitely();
            var unused = running.subscribe().with(result -> {});
            assertTrue(soon(() -> server.connections() == 2), "the command after it shares its connection");
            given.countDown();

            assertEquals(
                    List.of("none", "long", "after-none"),
                    RedisRun.output(running.await().atMost(LIMIT)));
        }
    }

    /** Many callers at once, some of whom give up: each gets its own, or a failure. */
    @Test
    void givesEachCallerItsOwn() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RawRedis server = new RawRedis((command, out) -> {
                    int number = count.incrementAndGet();
                    if (number % 7 == 0) {
                        Thread.sleep(30);
                    }
                    if (number % 97 == 0) {
                        throw new IOException("it breaks");
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url())) {
            Composition composition = run.load(RedisRun.composition("""
                    redis: GET key-{% $input.id %}
                    timeout: 60ms
                    fallback: null"""));

            List<String> wrong = Multi.createFrom()
                    .range(0, 1_000)
                    .onItem()
                    .transformToUni(i -> run.begin(composition, Map.of("id", i))
                            .map(result -> String.valueOf(RedisRun.output(result)))
                            .map(output -> output.equals("null") || output.equals("key-" + i) ? "" : i + ":" + output))
                    .merge(40)
                    .filter(fault -> !fault.isEmpty())
                    .collect()
                    .asList()
                    .await()
                    .atMost(LIMIT);

            assertEquals(List.of(), wrong);
            assertTrue(server.connections() > 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 400 Bad Request   | MALFORMED | the server's reply is not one of Redis
            *1000000000                | TOO_LARGE | the server's reply is larger than its max-bytes, 1000 bytes
            $1001                      | TOO_LARGE | the server's reply is larger than its max-bytes, 1000 bytes
            $-7                        | MALFORMED | the server's reply is not one of Redis
            :12                        | none      | 12
            -LOADING Redis is loading  | CONNECTION | the server is loading its data (LOADING)
            -BUSY script               | CONNECTION | the server is busy with a script (BUSY)
            -MASTERDOWN Link           | CONNECTION | the server has lost its primary (MASTERDOWN)
            -CLUSTERDOWN Hash slot     | CONNECTION | the cluster is down (CLUSTERDOWN)
            -OOM command               | CONNECTION | the server is out of memory (OOM)
            -MOVED 1 10.0.0.7:6379     | QUERY     | the server is part of a cluster, and the key is on another node (MOVED)
            -NOAUTH Authentication     | QUERY     | the server wants a login (NOAUTH)
            -NOPERM user x key secret  | QUERY     | the user may not run the command, or not with such a key (NOPERM)
            -READONLY You              | QUERY     | the server takes no writes (READONLY)
            -secret key in an error    | QUERY     | the server refused the command (ERR)
            -ERR max number of clients reached | CONNECTION | the server has too many connections
            """)
    void failsOfWhatIsNoAnswer(String reply, String code, String message) throws Exception {
        try (RawRedis server = new RawRedis((command, out) -> write(out, reply + "\r\n"));
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.max-bytes", "1000"))) {
            if (code.equals("none")) {
                assertEquals(12L, run.value(get("a")));
                return;
            }
            Failure failure = run.failure(get("a") + "\ntimeout: 500ms");

            assertEquals(Code.valueOf(code), failure.code());
            assertEquals("the source 'value' failed: " + message, failure.getMessage());
            assertFalse(failure.toString().contains("secret"), failure::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*1\r\n", "$10\r\n", "$3\r\nab", "+O", ""})
    void failsInTimeOfAReplyThatDoesNotEnd(String start) throws Exception {
        try (RawRedis server = new RawRedis((command, out) -> write(out, start));
                RedisRun run = new RedisRun(server.url())) {
            assertEquals(
                    Code.TIMEOUT, run.failure(get("a") + "\ntimeout: 100ms").code());
            assertTrue(soon(() -> server.open() <= 1), "the connection stays open");
        }
    }

    /** Only the command whose reply is too large fails; those behind it are sent again. */
    @Test
    void failsTheCommandAloneWhoseReplyIsTooLarge() throws Exception {
        try (RawRedis server = new RawRedis((command, out) ->
                        write(out, bulk(command.last().equals("big") ? "x".repeat(5_000) : command.last())));
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.max-bytes", "1000"))) {
            assertEquals("warm", run.value(get("warm")));
            Object value = output(run, """
                    sources:
                      before: { redis: GET before }
                      big: { redis: GET big, fallback: '{% $error.code %}' }
                      after: { redis: GET after }
                    output: ['{% $before %}', '{% $big %}', '{% $after %}']
                    """);

            assertEquals(List.of("before", "too-large", "after"), value);
        }
    }

    private static Object output(RedisRun run, String composition) {
        return RedisRun.output(run.run(composition, Map.of()));
    }

    /** Bytes that come without a command end the connection: the next command would take them for its reply. */
    @Test
    void closesAConnectionThatSpeaksUnasked() throws Exception {
        try (RawRedis server = new RawRedis((command, out) -> write(out, bulk(command.last()) + bulk("foreign")));
                RedisRun run = new RedisRun(server.url())) {
            CapturedLog log = new CapturedLog();
            for (int i = 0; i < 5; i++) {
                assertEquals("k" + i, run.value(get("k" + i)));
            }
            log.close();

            assertEquals(5, server.connections());
            assertFalse(log.lines().stream().anyMatch(line -> line.contains("foreign")), "a reply is in the log");
        }
    }

    /** As after the function was frozen: the caller does not notice. */
    @Test
    void replacesAConnectionThatDiedWhileItWasIdle() throws Exception {
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (command.number() == 2) {
                        throw new IOException("it died");
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url())) {
            for (int i = 0; i < 4; i++) {
                assertEquals("k" + i, run.value(get("k" + i)));
            }
            assertEquals(4, server.connections());
        }
    }

    @Test
    void endsWhereACommandKillsEveryConnection() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (command.last().equals("poison")) {
                        sent.incrementAndGet();
                        throw new IOException("it kills");
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("a", run.value(get("a")));

            assertEquals(Code.CONNECTION, run.failure(get("poison")).code());
            assertEquals(2, sent.get());
        }
    }

    @Test
    void doesNotUseAConnectionThatWasIdleForLong() throws Exception {
        try (RawRedis server = new RawRedis(RogueRedisTest::own);
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.idle-timeout", "1ms"))) {
            assertEquals("a", run.value(get("a")));
            Thread.sleep(5);
            assertEquals("b", run.value(get("b")));

            assertEquals(2, server.connections());
            assertTrue(soon(() -> server.open() == 1), "the idle connection stays open");
        }
    }

    @Test
    void sendsAHedgeOnAnotherConnection() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (command.connection() == 1) {
                        forever.await(20, TimeUnit.SECONDS);
                    }
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("a", run.value(get("a") + "\nhedge: 30ms"));
            forever.countDown();

            assertEquals(2, server.connections());
        }
    }

    @Test
    void retriesWhatIsTemporary() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RawRedis server = new RawRedis((command, out) -> {
                    if (count.incrementAndGet() == 1) {
                        write(out, "-LOADING Redis is loading the dataset in memory\r\n");
                    } else {
                        own(command, out);
                    }
                });
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("a", run.value(get("a") + "\nretries: 2"));
            assertEquals(2, count.get());
        }
    }

    @Test
    void opensTheCircuitOfAServerThatIsAway() {
        try (RedisRun run = new RedisRun(
                "redis://127.0.0.1:1",
                Map.of(
                        "redis.default.circuit-breaker.enabled", "true",
                        "redis.default.circuit-breaker.requests", "3"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Code.CONNECTION, run.failure(get("a")).code());
            }
            assertEquals(Code.CIRCUIT_OPEN, run.failure(get("a")).code());
        }
    }

    @Test
    void waitsForAPlaceWhereAllAreTaken() throws Exception {
        try (RawRedis server = new RawRedis(RogueRedisTest::own);
                RedisRun run = new RedisRun(
                        server.url(),
                        Map.of("redis.default.max-connections", "2", "redis.default.max-pipelined", "1"))) {
            Object value = run.value("forEach: '{% [1..40] %}'\nconcurrency: 40\nredis: GET {% $item %}\nas: json");

            assertEquals(40, ((List<?>) value).size());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void givesUpWhereAServerDoesNotGreet() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RedisRun run = new RedisRun(
                        "redis://127.0.0.1:" + silent.getLocalPort(),
                        Map.of("redis.default.connect-timeout", "100ms"))) {
            Failure failure = run.failure(get("a"));

            assertEquals(Code.CONNECTION, failure.code());
            assertEquals("the source 'value' failed: no connection to the server in time", failure.getMessage());
        }
    }

    /** The client does not say that a handshake has failed with such an error. */
    @Test
    void failsAtOnceWhereAServerHasTooManyClients() throws Exception {
        try (RawRedis server = new RawRedis(RogueRedisTest::own);
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.connect-timeout", "25s"))) {
            server.refuse("-ERR max number of clients reached\r\n");
            assertEquals(
                    Code.CONNECTION, run.failure(get("a") + "\ntimeout: 15s").code());

            server.refuse("");
            assertEquals("a", run.value(get("a")));
        }
    }

    /** What one event loop had to itself it gives up when another one comes. */
    @Test
    void sharesConnectionsAmongEventLoops() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        try (RawRedis server = new RawRedis((command, out) -> {
                    four.countDown();
                    four.await(20, TimeUnit.SECONDS);
                    own(command, out);
                });
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.max-pipelined", "1"))) {
            String many = "forEach: '{% [1..4] %}'\n" + get("{% $item %}");
            assertEquals(List.of(true), run.endsWhereItBegan(many, 1));
            assertEquals(4, server.connections());

            assertEquals(List.of(true, true), run.endsWhereItBegan(get("a"), 2));

            assertTrue(soon(() -> server.open() <= 4), () -> "so many are open: " + server.open());
        }
    }

    /** From another thread, and while commands are under way: each of them ends, and nothing is opened any more. */
    @Test
    void closesWhateverIsUnderWay() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (RawRedis server = new RawRedis(RogueRedisTest::own);
                    RedisRun run = new RedisRun(server.url(), Map.of("redis.default.max-pipelined", "4"))) {
                Composition composition = run.load(RedisRun.composition(get("k-{% $input.id %}") + "\nfallback: null"));
                assertEquals(
                        "k-0",
                        RedisRun.output(
                                run.begin(composition, Map.of("id", 0)).await().atMost(LIMIT)));
                Uni<List<Result>> all = Multi.createFrom()
                        .range(0, 300)
                        .onItem()
                        .transformToUni(i -> run.begin(composition, Map.of("id", i)))
                        .merge(40)
                        .collect()
                        .asList()
                        .memoize()
                        .indefinitely();
                var unused = all.subscribe().with(results -> {});
                run.closeConnections();

                assertEquals(300, all.await().atMost(LIMIT).size());
                assertTrue(soon(() -> server.open() == 0), "a connection stays open");
                int before = server.connections();
                assertEquals(Code.CONNECTION, run.failure(get("later")).code());
                assertEquals(before, server.connections());
            }
        }
    }

    @Test
    void opensNoneOnAnyEventLoopOnceItIsClosed() throws Exception {
        try (RawRedis server = new RawRedis(RogueRedisTest::own);
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("a", run.value(get("a")));
            run.closeConnections();

            assertThrows(CompletionException.class, () -> run.endsWhereItBegan(get("b"), 3));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void asksTheServerOnceWhetherACommandOfAModuleReads() throws Exception {
        List<String> seen = new ArrayList<>();
        try (RawRedis server = new RawRedis((command, out) -> {
                    seen.add(String.join(" ", command.words()));
                    if (command.words().get(0).equalsIgnoreCase("command")) {
                        boolean reads = command.last().equals("A.READ");
                        write(
                                out,
                                "*1\r\n*3\r\n" + bulk(command.last()) + ":2\r\n*1\r\n+" + (reads ? "readonly" : "write")
                                        + "\r\n");
                    } else {
                        write(out, bulk("value"));
                    }
                });
                RedisRun run = new RedisRun(server.url())) {
            assertEquals("value", run.value("redis: A.READ k"));
            assertEquals("value", run.value("redis: a.read k"));
            Failure failure = run.failure("redis: A.WRITE k");

            assertEquals(Code.QUERY, failure.code());
            assertEquals(List.of("command INFO A.READ", "A.READ k", "A.READ k", "command INFO A.WRITE"), seen);
        }
    }
}
