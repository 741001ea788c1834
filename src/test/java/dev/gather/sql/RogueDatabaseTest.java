package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import io.vertx.mysqlclient.SslMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a database that means ill, or whoever stands in for it on the path, does not get. */
class RogueDatabaseTest {
    private static final int LOCAL_FILES = 0x80;
    private static final int MULTI_STATEMENTS = 0x10000;
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};

    @Test
    void announcesNeitherFilesNorSeveralStatements() throws Exception {
        BlockingQueue<Integer> announced = new LinkedBlockingQueue<>();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.write(connection.greeting(FakeConnection.CAPABILITIES, "mysql_native_password"));
                    announced.add(capabilities(connection.read()));
                    connection.ok();
                    connection.serve(statement -> connection.write(OK));
                });
                Queries queries = Queries.to(database.port())) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
        }

        assertEquals(0, announced.poll(1, TimeUnit.SECONDS) & (LOCAL_FILES | MULTI_STATEMENTS));
    }

    @Test
    void announcesNeitherInTheRequestForTls() throws Exception {
        BlockingQueue<Integer> announced = new LinkedBlockingQueue<>();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.write(connection.greeting(FakeConnection.CAPABILITIES | 0x800, "mysql_native_password"));
                    announced.add(capabilities(connection.read()));
                });
                Queries queries = Queries.to(
                        Queries.at(database.port()).setSslMode(SslMode.REQUIRED).setTrustAll(true), 4, Map.of())) {
            assertThrows(Failure.class, () -> queries.ask("SELECT 1"));
        }

        assertEquals(0, announced.poll(1, TimeUnit.SECONDS) & (LOCAL_FILES | MULTI_STATEMENTS));
    }

    @Test
    void sendsNoFile() throws Exception {
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.login();
                    connection.skip();
                    byte[] request = "\0/etc/hostname".getBytes(StandardCharsets.UTF_8);
                    request[0] = (byte) 0xFB;
                    connection.write(request);
                    connection.skip();
                    connection.skip();
                    connection.skip();
                    sent.add(new String(connection.read(), StandardCharsets.UTF_8));
                });
                Queries queries = Queries.to(database.port())) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("the database asked for a local file, which is refused", failure.getMessage());
            assertTrue(sent.isEmpty(), () -> "sent: " + sent);
        }
    }

    @Test
    void keepsThePasswordFromADatabaseThatSendsItsOwnKey() throws Exception {
        List<byte[]> answers = new CopyOnWriteArrayList<>();
        KeyPair keys = keyPair();
        try (FakeDatabase database = new FakeDatabase(connection -> askForPassword(connection, keys, answers));
                Queries queries = Queries.to(database.port())) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals(Code.QUERY, failure.code());
            assertEquals(
                    "the database asks for the password over a connection that does not protect it",
                    failure.getMessage());
            assertTrue(failure.detail().contains("allow-public-key-retrieval"));
            assertTrue(answers.isEmpty(), "the client answered");
        }
    }

    @Test
    void sendsThePasswordWithTheDatabasesKeyWhereThatIsAllowed() throws Exception {
        List<byte[]> answers = new CopyOnWriteArrayList<>();
        KeyPair keys = keyPair();
        try (FakeDatabase database = new FakeDatabase(connection -> askForPassword(connection, keys, answers));
                Queries queries =
                        Queries.to(Queries.at(database.port()), 4, Map.of("allow-public-key-retrieval", "true"))) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
        }

        assertEquals(2, answers.get(0)[0]);
    }

    @Test
    void usesTheConfiguredKeyAndNoOther() throws Exception {
        List<byte[]> answers = new CopyOnWriteArrayList<>();
        KeyPair keys = keyPair();
        Path file = Files.createTempFile("gather", ".pem");
        Files.writeString(file, pem(keys) + "\0");
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    connection.write(connection.greeting(FakeConnection.CAPABILITIES, "caching_sha2_password"));
                    connection.skip();
                    connection.write(new byte[] {1, 4});
                    answers.add(connection.read());
                    connection.ok();
                    connection.serve(statement -> connection.write(OK));
                });
                Queries queries =
                        Queries.to(Queries.at(database.port()), 4, Map.of("server-rsa-public-key", file.toString()))) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
        } finally {
            Files.delete(file);
        }

        assertEquals(256, answers.get(0).length);
    }

    @Test
    void neverSendsThePasswordAsItIs() throws Exception {
        List<byte[]> answers = new CopyOnWriteArrayList<>();
        FakeDatabase.Script switches = connection -> {
            connection.write(connection.greeting(FakeConnection.CAPABILITIES, "mysql_native_password"));
            connection.skip();
            byte[] request = ("\0mysql_clear_password\0" + "12345678901234567890\0").getBytes(StandardCharsets.UTF_8);
            request[0] = (byte) 0xFE;
            connection.write(request);
            answers.add(connection.read());
        };
        FakeDatabase.Script prefers = connection -> {
            connection.write(connection.greeting(FakeConnection.CAPABILITIES, "mysql_clear_password"));
            answers.add(connection.read());
        };
        for (FakeDatabase.Script script : List.of(switches, prefers)) {
            try (FakeDatabase database = new FakeDatabase(script);
                    Queries queries = Queries.to(database.port())) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));
                assertTrue(failure.getMessage().contains("does not protect it"), failure::toString);
            }
        }

        assertTrue(answers.isEmpty(), "the client answered");
    }

    @Test
    void believesNothingThatComesBeforeItsAnswer() throws Exception {
        BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
        try (FakeDatabase database = new FakeDatabase(connection -> {
                    ByteArrayOutputStream both = new ByteArrayOutputStream();
                    both.writeBytes(connection.packet(
                            connection.greeting(FakeConnection.CAPABILITIES, "mysql_native_password")));
                    both.writeBytes(connection.packet(OK));
                    connection.writeRaw(both.toByteArray());
                    answers.add(connection.read());
                    answers.add(connection.read());
                });
                Queries queries = Queries.to(database.port())) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals(Code.CONNECTION, failure.code());
            assertTrue(answers.size() < 2, "a command was sent");
        }
    }

    @Test
    void refusesAGreetingThatWouldWriteLinesIntoTheLog() throws Exception {
        FakeDatabase.Script forges =
                connection -> connection.write(connection.greeting(FakeConnection.CAPABILITIES, "x\nERROR forged"));
        FakeDatabase.Script switches = connection -> {
            connection.write(connection.greeting(FakeConnection.CAPABILITIES, "mysql_native_password"));
            connection.skip();
            byte[] request = ("\0x\nERROR forged\0" + "12345678901234567890\0").getBytes(StandardCharsets.UTF_8);
            request[0] = (byte) 0xFE;
            connection.write(request);
            connection.hang();
        };
        FakeDatabase.Script errs = connection -> {
            connection.login();
            connection.serve(statement -> connection.error(1064, "x\nERROR forged"));
        };
        for (FakeDatabase.Script script : List.of(forges, switches, errs)) {
            try (FakeDatabase database = new FakeDatabase(script);
                    Queries queries = Queries.to(database.port())) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));
                assertFalse(failure.toString().contains("\n"), failure::toString);
            }
        }
    }

    private static void askForPassword(FakeConnection connection, KeyPair keys, List<byte[]> answers)
            throws IOException {
        connection.write(connection.greeting(FakeConnection.CAPABILITIES, "caching_sha2_password"));
        connection.skip();
        connection.write(new byte[] {1, 4});
        answers.add(connection.read());
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.write(1);
        key.writeBytes(pem(keys).getBytes(StandardCharsets.US_ASCII));
        connection.write(key.toByteArray());
        answers.add(connection.read());
        connection.ok();
        connection.serve(statement -> connection.write(OK));
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static int capabilities(byte[] answer) {
        return ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
