package dev.gather.redis;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.failure.Failure.Code;
import dev.gather.stub.RawRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that are down, redirect or speak nonsense. Only the commands for their keys are concerned. */
class RogueClusterTest {
    /** Keys with this tag are those of the first node, with slot 5061. */
    private static final String FIRST = "{bar}";

    /** Those of the second node, with slot 12182. */
    private static final String SECOND = "{foo}";

    /** Two servers that say that they are a cluster: the first one has the lower half of the slots. */
    private static final class Nodes implements AutoCloseable {
        private final RawRedis first;
        private final RawRedis second;
        private volatile String table;

        Nodes(RawRedis.Script first, RawRedis.Script second) throws IOException {
            this.first = new RawRedis((command, out) -> answer(first, command, out));
            this.second = new RawRedis((command, out) -> answer(second, command, out));
            this.table = table(this.first.port(), this.second.port());
        }

        static String table(int first, int second) {
            return "*2\r\n*3\r\n:0\r\n:8191\r\n*2\r\n" + bulk("127.0.0.1") + ":" + first
                    + "\r\n*3\r\n:8192\r\n:16383\r\n*2\r\n$0\r\n\r\n:" + second + "\r\n";
        }

        private void answer(RawRedis.Script script, RawRedis.Command command, OutputStream out)
                throws IOException, InterruptedException {
            if (command.words().get(0).equalsIgnoreCase("cluster")) {
                write(out, table);
            } else {
                script.answer(command, out);
            }
        }

        RedisRun run(Map<String, String> settings) {
            return run(first.url(), settings);
        }

        static RedisRun run(String urls, Map<String, String> settings) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("redis.default.cluster", "true");
            return new RedisRun(urls, all);
        }

        @Override
        public void close() throws IOException {
            first.close();
            second.close();
        }
    }

    /** Answers with the keys. */
    private static void own(RawRedis.Command command, OutputStream out) throws IOException {
        if (!command.words().get(0).equalsIgnoreCase("mget")) {
            write(out, bulk(command.last()));
            return;
        }
        List<String> keys = command.words().subList(1, command.words().size());
        StringBuilder reply = new StringBuilder("*" + keys.size() + "\r\n");
        keys.forEach(key -> reply.append(bulk(key)));
        write(out, reply.toString());
    }

    @Test
    void sendsEachKeyToItsNode() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            assertEquals("{bar}1", run.value("redis: 'GET {bar}1'"));
            assertEquals(0, nodes.second.connections());
            assertEquals("{foo}1", run.value("redis: 'GET {foo}1'"));
            assertEquals(
                    List.of("{foo}2", "{bar}1", "{foo}1", "{foo}2"),
                    run.value("redis: ['MGET', '{foo}2', '{bar}1', '{foo}1', '{foo}2']"));
            assertEquals(1, nodes.first.connections());
            assertEquals(1, nodes.second.connections());
        }
    }

    /** ASKING counts for the next command on its connection, so that nothing may come between the two. */
    @Test
    void asksRightBeforeACommandWhoseKeyIsMoving() throws Exception {
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        Set<Integer> asking = ConcurrentHashMap.newKeySet();
        int[] ports = new int[2];
        RawRedis.Script first = (command, out) -> write(out, "-ASK 5061 127.0.0.1:" + ports[1] + "\r\n");
        RawRedis.Script second = (command, out) -> {
            if (command.words().get(0).equalsIgnoreCase("asking")) {
                asking.add(command.connection());
                write(out, "+OK\r\n");
            } else if (!asking.remove(command.connection()) && command.last().startsWith(FIRST)) {
                refused.add(command.last());
                write(out, "-MOVED 5061 127.0.0.1:" + ports[0] + "\r\n");
            } else {
                own(command, out);
            }
        };
        try (Nodes nodes = new Nodes(first, second);
                RedisRun run = nodes.run(Map.of())) {
            ports[0] = nodes.first.port();
            ports[1] = nodes.second.port();
            Object values = run.value("forEach: '{% [0..99] %}'\nconcurrency: 100\nredis: \"GET {% $item % 2 = 0 ? '"
                    + FIRST + "' : '" + SECOND + "' %}{% $item %}\"");

            assertEquals(
                    IntStream.range(0, 100)
                            .mapToObj(i -> (i % 2 == 0 ? FIRST : SECOND) + i)
                            .toList(),
                    values);
            assertEquals(List.of(), refused);
        }
    }

    @Test
    void endsWhereNodesSendACommandRoundInCircles() throws Exception {
        int[] ports = new int[2];
        try (Nodes nodes = new Nodes(
                        (command, out) -> write(out, "-MOVED 5061 :" + ports[1] + "\r\n"),
                        (command, out) -> write(out, "-MOVED 5061 :" + ports[0] + "\r\n"));
                RedisRun run = nodes.run(Map.of())) {
            ports[0] = nodes.first.port();
            ports[1] = nodes.second.port();

            assertEquals(Code.QUERY, run.failure("redis: 'GET {bar}1'").code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MOVED 5061 ?:6379", "MOVED 5061 a@b:6379", "MOVED 5061 127.0.0.1:0", "MOVED", "ASK 1 :99999"})
    void failsOfARedirectThatNamesNoNode(String error) throws Exception {
        try (Nodes nodes = new Nodes((command, out) -> write(out, "-" + error + "\r\n"), RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            assertEquals(
                    Code.QUERY, run.failure("redis: 'GET {bar}1'\ntimeout: 10s").code());
        }
    }

    /** A node that is down fails the commands for its keys, and no others. */
    @Test
    void answersForTheNodesThatAreThere() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            nodes.second.close();

            assertEquals(Code.CONNECTION, run.failure("redis: 'GET {foo}1'").code());
            assertEquals("{bar}1", run.value("redis: 'GET {bar}1'"));
            assertEquals(
                    Code.CONNECTION,
                    run.failure("redis: ['MGET', '{bar}1', '{foo}1']").code());
            assertEquals("{bar}2", run.value("redis: 'GET {bar}2'"));
            assertEquals(1, nodes.first.connections());
        }
    }

    @Test
    void findsAKeyAgainWhoseNodeHasBeenReplaced() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RawRedis other = new RawRedis(RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            assertEquals("{foo}1", run.value("redis: 'GET {foo}1'"));
            nodes.second.close();
            nodes.table = Nodes.table(nodes.first.port(), other.port());

            assertEquals("{foo}2", run.value("redis: 'GET {foo}2'\nretries: 1"));
            assertEquals(1, other.connections());
        }
    }

    @Test
    void findsAKeyAgainThatHadNoNode() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            String whole = nodes.table;
            nodes.table = "*1\r\n*3\r\n:0\r\n:8191\r\n*2\r\n" + bulk("127.0.0.1") + ":" + nodes.first.port() + "\r\n";
            assertEquals("{bar}1", run.value("redis: 'GET {bar}1'"));
            assertEquals(Code.CONNECTION, run.failure("redis: 'GET {foo}1'").code());
            nodes.table = whole;

            assertEquals("{foo}2", run.value("redis: 'GET {foo}2'\nretries: 2"));
        }
    }

    /** Nobody would close it. */
    @Test
    void opensNoConnectionOnceItIsGivenUp() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RawRedis mute = new RawRedis((command, out) -> {});
                RedisRun run = Nodes.run(
                        mute.url() + "," + nodes.first.url(), Map.of("redis.default.connect-timeout", "500ms"))) {
            assertEquals(
                    Code.TIMEOUT,
                    run.failure("redis: 'GET {bar}1'\ntimeout: 100ms").code());
            run.closeConnections();

            TimeUnit.SECONDS.sleep(1);
            assertEquals(0, nodes.first.connections());
        }
    }

    /** What has no key is asked of a node that is there. */
    @Test
    void asksWhatACommandDoesOfANodeThatIsThere() throws Exception {
        RawRedis.Script module = (command, out) -> {
            if (command.words().get(0).equalsIgnoreCase("command")) {
                write(out, "*1\r\n*3\r\n" + bulk("json.get") + ":-2\r\n*1\r\n+readonly\r\n");
            } else {
                write(out, bulk("[1]"));
            }
        };
        try (Nodes nodes = new Nodes(module, module);
                RedisRun run = Nodes.run(nodes.second.url(), Map.of())) {
            assertEquals("[1]", run.value("redis: 'GET {foo}1'"));
            nodes.first.close();

            assertEquals("[1]", String.valueOf(run.value("redis: 'JSON.GET {foo}1'")));
        }
    }

    @Test
    void asksTheNextNodeWhereOneDoesNotAnswer() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RawRedis mute = new RawRedis((command, out) -> {});
                RawRedis strange = new RawRedis((command, out) -> write(out, ":1\r\n"));
                RedisRun run = Nodes.run(
                        String.join(
                                ",",
                                "redis://127.0.0.1:1",
                                "redis://127.0.0.1:" + silent.getLocalPort(),
                                mute.url(),
                                strange.url(),
                                nodes.second.url()),
                        Map.of("redis.default.connect-timeout", "300ms"))) {
            assertEquals("{bar}1", run.value("redis: 'GET {bar}1'"));
            assertEquals("{foo}1", run.value("redis: 'GET {foo}1'"));
            // Nor are they asked again.
            assertEquals(1, mute.connections());
            assertEquals(1, nodes.first.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":1\r\n",
                "$-1\r\n",
                "*1\r\n:1\r\n",
                "*1\r\n*2\r\n:0\r\n:1\r\n",
                "*1\r\n*3\r\n:0\r\n:1\r\n$1\r\na\r\n",
                "*1\r\n*3\r\n:0\r\n$1\r\na\r\n*2\r\n$1\r\na\r\n:1\r\n"
            })
    void failsOfATableThatIsNone(String table) throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            nodes.table = table;
            assertEquals(Code.MALFORMED, run.failure("redis: GET a").code());
        }
    }

    @Test
    void failsOfAClusterWithoutSlots() throws Exception {
        try (Nodes nodes = new Nodes(RogueClusterTest::own, RogueClusterTest::own);
                RedisRun run = nodes.run(Map.of())) {
            nodes.table = "*0\r\n";
            assertEquals(Code.CONNECTION, run.failure("redis: GET a").code());
        }
    }

    /** Of a command for several nodes one reply is too large: those who share that node's connection are not at fault. */
    @Test
    void failsTheCommandAloneWhoseReplyIsTooLarge() throws Exception {
        RawRedis.Script large = (command, out) -> {
            if (command.last().endsWith("big")) {
                write(out, "*1\r\n" + bulk("x".repeat(5_000)));
            } else {
                own(command, out);
            }
        };
        RawRedis.Script late = (command, out) -> {
            Thread.sleep(100);
            own(command, out);
        };
        try (Nodes nodes = new Nodes(large, late);
                RedisRun run = nodes.run(Map.of("redis.default.max-bytes", "1000"))) {
            assertEquals("{bar}1", run.value("redis: 'GET {bar}1'"));
            Object values = RedisRun.output(run.run("""
                    sources:
                      both: { redis: ['MGET', '{bar}big', '{foo}1'], fallback: '{% $error.code %}' }
                      after: { redis: 'GET {bar}2' }
                    output: ['{% $both %}', '{% $after %}']
                    """, Map.of()));

            assertEquals(Arrays.asList("too-large", "{bar}2"), values);
        }
    }
}
