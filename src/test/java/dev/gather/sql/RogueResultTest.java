package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.Soon;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a database that means ill, or an endless query, does not do to a function that reads its results. */
class RogueResultTest {
    @Test
    void endsAResultThatHasTooManyValues() throws Exception {
        BlockingQueue<Long> sent = new LinkedBlockingQueue<>();
        FakeDatabase.Script endless = connection -> {
            connection.login();
            connection.serve(statement -> {
                connection.column(FakeConnection.LONGLONG);
                long rows = 0;
                try {
                    for (; rows < 50_000_000; rows++) {
                        connection.row(new byte[8]);
                    }
                } finally {
                    sent.add(rows);
                }
            });
        };
        try (FakeDatabase database = new FakeDatabase(endless);
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of())) {
            for (int i = 0; i < 3; i++) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT x"));

                assertEquals(Code.TOO_LARGE, failure.code());
                assertTrue(sent.poll(5, TimeUnit.SECONDS) < 5_000_000, "the connection stayed open");
            }
        }
    }

    @Test
    void endsAResultThatHasTooManyBytes() throws Exception {
        FakeDatabase.Script endless = connection -> {
            connection.login();
            connection.serve(statement -> {
                connection.column(0xFC);
                byte[] value = new byte[100_000];
                value[0] = (byte) 0xFD;
                value[1] = (byte) 0x9C;
                value[2] = (byte) 0x86;
                value[3] = (byte) 0x01;
                for (int i = 0; i < 100_000; i++) {
                    connection.row(value);
                }
            });
        };
        try (FakeDatabase database = new FakeDatabase(endless);
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of("max-bytes", "1M"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT x"));

            assertEquals(Code.TOO_LARGE, failure.code());
        }
    }

    @Test
    void readsAResultWithAPacketBetweenDefinitionsAndRows() throws Exception {
        byte[] eof = {(byte) 0xFE, 0, 0, 2, 0};
        FakeDatabase.Script old = connection -> {
            connection.login(FakeConnection.CAPABILITIES & ~0x1000000);
            connection.serve(statement -> {
                connection.column(FakeConnection.LONGLONG);
                connection.write(eof);
                connection.row(new byte[] {5, 0, 0, 0, 0, 0, 0, 0});
                connection.write(eof);
            });
        };
        try (FakeDatabase database = new FakeDatabase(old);
                Queries queries = Queries.to(database.port())) {
            assertEquals(List.of(Map.of("x", 5L)), queries.ask("SELECT x"));
            assertEquals(List.of(Map.of("x", 5L)), queries.ask("SELECT x"));
        }
    }

    @Test
    void readsAValueOfSeveralPackets() throws Exception {
        int length = 0xFFFFFF + 1_000_000;
        FakeDatabase.Script large = connection -> {
            connection.login();
            connection.serve(statement -> {
                connection.column(0xFC);
                byte[] row = new byte[length + 11];
                row[2] = (byte) 0xFE;
                ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).putLong(3, length);
                connection.write(Arrays.copyOfRange(row, 0, 0xFFFFFF));
                connection.write(Arrays.copyOfRange(row, 0xFFFFFF, row.length));
                connection.end();
            });
        };
        try (FakeDatabase database = new FakeDatabase(large);
                Queries queries = Queries.to(Queries.at(database.port()), 1, Map.of("max-bytes", "20M"))) {
            Map<?, ?> row = (Map<?, ?>) queries.one("SELECT x", null);

            assertEquals(length, Base64.getDecoder().decode((String) row.get("x")).length);
        }
    }

    @Test
    void failsAResultThatCannotBeRead() throws Exception {
        FakeDatabase.Script broken = connection -> {
            connection.login();
            connection.serve(statement -> {
                connection.column(FakeConnection.LONGLONG);
                connection.row(new byte[8]);
                connection.row(new byte[3]);
                connection.end();
            });
        };
        try (FakeDatabase database = new FakeDatabase(broken);
                Queries queries = Queries.to(database.port())) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT x"));

            assertEquals(Code.MALFORMED, failure.code());
        }
    }

    @Test
    void killsNoConnectionThatTheProcessListDoesNotShowAsItsOwn() throws Exception {
        BlockingQueue<String> executed = new LinkedBlockingQueue<>();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.serve(statement -> {
                        executed.add(statement);
                        connection.hang();
                    });
                });
                Queries queries = Queries.to(database.port())) {
            var slow = queries.start("SELECT SLEEP(100)", null, new SqlCall.Rows(false, false));
            assertEquals(1, executed.poll(5, TimeUnit.SECONDS) == null ? 0 : 1);
            slow.cancel(true);

            assertTrue(Soon.soon(() -> database.statements().stream().anyMatch(text -> text.contains("PROCESSLIST"))));
            // Nothing can be waited for that must not happen.
            Thread.sleep(200);
            assertFalse(database.statements().stream().anyMatch(text -> text.startsWith("KILL")));
        }
    }
}
