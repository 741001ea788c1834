package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Attempt;
import dev.gather.source.MemoryBudget;
import dev.gather.source.Scope;
import dev.gather.stub.FakeDatabase;
import dev.gather.time.Deadline;
import dev.gather.time.ManualClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A write is sent once, and not at all once nobody needs it. */
class SentOnceTest {
    private static final byte[] OK = {0, 1, 0, 2, 0, 0, 0};
    private static final byte[] EXECUTE = {2, 0, 0, 0, 0x17, 1};
    /** How many commands reset a session. */
    private static final int RESET = 5;

    private static final String WRITE = "UPDATE t SET a = 1";

    private final AtomicInteger executed = new AtomicInteger();

    /** A database that answers so many writes, closes a connection at the next, and answers again. */
    private FakeDatabase breakingAfter(int answered) throws IOException {
        return new FakeDatabase(connection -> {
            connection.login();
            connection.serve(statement -> {
                if (executed.incrementAndGet() == answered + 1) {
                    throw new SocketException("closed");
                }
                connection.write(OK);
            });
        });
    }

    private static Queries open(FakeDatabase database) {
        return Queries.to(Queries.at(database.port()), 1, Map.of("writes", "true"));
    }

    @Test
    void isUnknownAndNotRepeatedOnAnotherConnection() throws Exception {
        for (int before = 0; before < 2; before++) {
            executed.set(0);
            try (FakeDatabase database = breakingAfter(before);
                    Queries queries = open(database)) {
                for (int i = 0; i < before; i++) {
                    assertEquals(1L, queries.write(WRITE).get("affected"));
                }
                Failure failure = assertThrows(Failure.class, () -> queries.write(WRITE));

                assertEquals(Code.UNKNOWN, failure.code());
                assertEquals(before + 1, executed.get());
                assertEquals(1L, queries.write(WRITE).get("affected"));
            }
        }
    }

    @Test
    void isRepeatedIfTheCompositionAllowsIt() throws Exception {
        try (FakeDatabase database = breakingAfter(1);
                Queries queries = open(database)) {
            assertEquals(1L, queries.write(WRITE).get("affected"));
            assertEquals("{affected=1, id=null}", queries.writeRetryable(WRITE).toString());
            assertEquals(3, executed.get());
        }
    }

    @Test
    void isSentOnAnotherConnectionIfOneDiesBeforeIt() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    boolean first = connections.incrementAndGet() == 1;
                    connection.login();
                    connection.serve(statement -> {
                        executed.incrementAndGet();
                        connection.write(OK);
                        if (first) {
                            for (int i = 0; i < RESET; i++) {
                                connection.skip();
                                connection.ok();
                            }
                            connection.skip();
                            throw new SocketException("closed");
                        }
                    });
                });
                Queries queries = open(database)) {
            assertEquals(1L, queries.write(WRITE).get("affected"));
            assertEquals(1L, queries.write(WRITE).get("affected"));

            assertEquals(2, executed.get());
            assertEquals(2, connections.get());
        }
    }

    @Test
    void hasASessionOfItsOwnThatIsResetAfterwards() throws Exception {
        try (FakeDatabase database = breakingAfter(9);
                Queries queries = open(database)) {
            assertEquals(1L, queries.write(WRITE).get("affected"));
            assertEquals(1L, queries.write(WRITE).get("affected"));

            String limit = "SET SESSION innodb_lock_wait_timeout = 11, SESSION lock_wait_timeout = 11";
            String exact = "SET SESSION autocommit = 1, SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT("
                    + SessionUseTest.MODE + ", ',STRICT_TRANS_TABLES,STRICT_ALL_TABLES')";
            List<String> expected = List.of(
                    exact,
                    limit,
                    WRITE,
                    "reset",
                    "SET NAMES utf8mb4 COLLATE utf8mb4_general_ci",
                    exact,
                    limit,
                    "SELECT 1 FROM DUAL LIMIT 0",
                    WRITE);
            List<String> statements = database.statements().stream()
                    .map(text -> text.lines().findFirst().orElseThrow())
                    .toList();
            assertEquals(expected, statements.subList(0, expected.size()));
        }
    }

    @Test
    void isNotSentOnceNobodyNeedsIt() {
        Scope scope = new Scope(Deadline.in(Duration.ofSeconds(1), new ManualClock()), new MemoryBudget(1_000));
        Attempt attempt = Attempt.in(scope, () -> {});
        EmbeddedChannel channel = watched(attempt);
        attempt.abandon();

        ByteBuf packet = Unpooled.copiedBuffer(EXECUTE);
        var unused = channel.writeOneOutbound(packet);

        assertEquals(0, packet.refCnt());
        assertTrue(channel.outboundMessages().isEmpty(), "it was sent");
        assertFalse(channel.isOpen());
        assertTrue(scope.writes().isEmpty());
    }

    @Test
    void isUnansweredFromWhenItIsSent() {
        Scope scope = new Scope(Deadline.in(Duration.ofSeconds(1), new ManualClock()), new MemoryBudget(1_000));
        EmbeddedChannel channel = watched(Attempt.in(scope, () -> {}));
        assertTrue(scope.writes().isEmpty());

        assertTrue(channel.writeOutbound(Unpooled.copiedBuffer(EXECUTE)));

        assertFalse(scope.writes().isEmpty());
        channel.finishAndReleaseAll();
    }

    private static EmbeddedChannel watched(Attempt attempt) {
        CommandGuard guard = new CommandGuard(new WireGuard(100, null), false);
        BoundStatement statement = new BoundStatement(WRITE, "", SessionUse.NONE, List.of(), () -> WRITE);
        SqlCall.Rows rows = new SqlCall.Rows(false, false);
        Write write = Write.alone(new WriteRequest(null, statement, false, rows, false), attempt);
        guard.watchedBy(write, write.begin(false));
        return new EmbeddedChannel(guard);
    }
}
