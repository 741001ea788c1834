package dev.gather.redis;

import static dev.gather.stub.RawRedis.bulk;
import static dev.gather.stub.RawRedis.write;
import static dev.gather.stub.Soon.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.Composition;
import dev.gather.execution.Result;
import dev.gather.stub.CapturedLog;
import dev.gather.stub.RawRedis;
import io.smallrye.mutiny.Uni;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done ahead of the first command: while a function starts, and before a snapshot of it is taken. */
class RedisReadinessTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** An attempt to connect takes longer than this, in these tests. */
    private static final Duration BEFORE_IT_GIVES_UP = Duration.ofSeconds(10);

    private static final String GET = RedisRun.composition("redis: GET a");

    private static void own(RawRedis.Command command, OutputStream out) throws IOException {
        write(out, bulk(command.last()));
    }

    /** How many connections it takes to answer the first command, of which one is opened ahead. */
    private static int connectionsOfTheFirstCommand(RawRedis.Script script) throws Exception {
        try (RawRedis server = new RawRedis(script);
                RedisRun run = new RedisRun(server.url())) {
            Composition composition = run.load(GET);
            run.warm();
            assertTrue(soon(() -> server.connections() == 1), "nothing was opened");

            assertEquals(
                    "a",
                    RedisRun.output(run.begin(composition, Map.of()).await().atMost(LIMIT)));
            return server.connections();
        }
    }

    @Test
    void opensAConnectionForTheFirstCommand() throws Exception {
        assertEquals(1, connectionsOfTheFirstCommand(RedisReadinessTest::own));
    }

    @Test
    void opensNoneThatNoCompositionReads() throws Exception {
        try (RawRedis server = new RawRedis(RedisReadinessTest::own);
                RawRedis other = new RawRedis(RedisReadinessTest::own);
                RedisRun run = new RedisRun(server.url(), Map.of("redis.other.url", other.url()))) {
            var unused = run.load(RedisRun.composition("redis: GET a\nbackend: other"));
            run.warm();

            assertTrue(soon(() -> other.connections() == 1), "nothing was opened");
            assertEquals(0, server.connections());
        }
    }

    @Test
    void opensNoneWhereTheConfigurationSaysSo() throws Exception {
        try (RawRedis server = new RawRedis(RedisReadinessTest::own);
                RedisRun run = new RedisRun(server.url(), Map.of("redis.default.warm", "false"))) {
            Composition composition = run.load(GET);
            run.warm();

            assertEquals(
                    "a",
                    RedisRun.output(run.begin(composition, Map.of()).await().atMost(LIMIT)));
            assertEquals(1, server.connections());
        }
    }

    /** A function may be frozen while its connection is opened, and the answer be lost. */
    @Test
    void givesTheFirstCommandAnotherConnectionWhereThatOneFails() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RedisRun run = new RedisRun("redis://127.0.0.1:" + server.getLocalPort())) {
            Composition composition = run.load(GET);
            run.warm();
            Socket lost = server.accept();
            Uni<Result> running = run.begin(composition, Map.of()).memoize().indefinitely();
            var unused = running.subscribe().with(result -> {});
            // By then the command waits for that connection.
            assertEquals(1, RedisRun.output(run.run("output: 1\n", Map.of())));
            assertEquals(1, RedisRun.output(run.run("output: 1\n", Map.of())));
            lost.close();

            try (Socket next = server.accept()) {
                answer(next, "+OK\r\n");
                answer(next, bulk("b"));
                assertEquals("b", RedisRun.output(running.await().atMost(LIMIT)));
            }
        }
    }

    /** A function may be frozen when its connection is open, and the connection be closed meanwhile. */
    @Test
    void repeatsTheFirstCommandWhereThatOneHasDied() throws Exception {
        RawRedis.Script script = (command, out) -> {
            if (command.connection() == 1) {
                throw new EOFException();
            }
            own(command, out);
        };
        assertEquals(2, connectionsOfTheFirstCommand(script));
    }

    private static void answer(Socket socket, String reply) throws IOException {
        assertTrue(socket.getInputStream().read(new byte[1_000]) > 0);
        write(socket.getOutputStream(), reply);
    }

    /** A server that does not answer holds up no start. */
    @Test
    void waitsForNobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RedisRun run = new RedisRun("redis://127.0.0.1:" + silent.getLocalPort())) {
            var unused = run.load(GET);

            assertTimeoutPreemptively(BEFORE_IT_GIVES_UP, run::warm);
        }
    }

    /** The servers of the configuration may be out of reach where a snapshot is taken. */
    @Test
    void primesWithoutAnyServer() {
        try (RedisRun run = new RedisRun("redis://not-configured.invalid");
                CapturedLog log = new CapturedLog()) {
            run.prime();

            assertEquals(List.of(), log.with("primed").toList());
        }
    }
}
