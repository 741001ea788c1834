package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.Scope;
import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.TurnProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection is set up, reset and used in as few round trips as the protocol allows, and never used without its settings. */
class RoundTripsTest extends OnEachDatabase {
    private static final Map<String, String> WRITES =
            Map.of("allow-public-key-retrieval", "true", "writes", "true", "connect-timeout", "10s");

    /** So that MySQL knows the password, and a login takes one round trip. */
    @BeforeEach
    void logIn() {
        databases().forEach(database -> database.run("""
                DROP TABLE IF EXISTS turn;
                CREATE TABLE turn (id %s PRIMARY KEY, name VARCHAR(50));
                """.formatted(database.words("INT AUTO_INCREMENT", "SERIAL"))));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void connectsAndAnswersInThreeAfterTheGreeting(TestDatabase database) throws Exception {
        try (TurnProxy proxy = new TurnProxy(database.port(), database.wire());
                Queries queries = database.through(proxy.port())) {
            queries.run("SELECT id FROM person WHERE id = {% $input %}", 1);
            assertEquals(List.of("login", "prepare", "execute"), proxy.turns());

            queries.run("SELECT id FROM person WHERE id = {% $input %}", 2);
            assertEquals(List.of("login", "prepare", "execute", "execute"), proxy.turns());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void resetsWithTheStatementThatNeedsIt(TestDatabase database) throws Exception {
        String found = database.words("SELECT FOUND_ROWS() AS x", "SELECT remembered(), txid_current() AS x");
        try (TurnProxy proxy = new TurnProxy(database.port(), database.wire());
                Queries queries = database.through(proxy.port())) {
            queries.run("SELECT id FROM person");
            proxy.turns().clear();

            queries.run(found);
            assertEquals(List.of("prepare", "execute"), proxy.turns());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void beginsATransactionWithItsFirstWrite(TestDatabase database) throws Exception {
        String insert = "INSERT INTO turn (name) VALUES ({% $input %})";
        try (TurnProxy proxy = new TurnProxy(database.port(), database.wire());
                Queries queries = database.through(proxy.port())) {
            Scope scope = queries.scope(true);
            queries.startWrite(insert, "a", scope).join();
            queries.startWrite(insert, "b", scope).join();
            assertNull(queries.run(scope.transaction().orElseThrow().commit()));

            assertEquals(List.of("login", "prepare", "execute", "execute", "COMMIT"), proxy.turns());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SET SESSION TRANSACTION READ ONLY, the database did not make the session read-only",
        "SET SESSION autocommit, the database refused the session's settings: it has to know the time-zone and the modes of "
                + "sql-mode that gather.datasources names"
    })
    void runsNothingWithoutASetting(String refused, String message) throws Exception {
        AtomicBoolean executed = new AtomicBoolean();
        try (FakeDatabase database = new FakeDatabase(connection -> refuse(connection, refused, executed));
                Queries queries = Queries.to(Queries.at(database.port()), 1, WRITES)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals(Code.QUERY, failure.code());
            assertEquals(message, failure.getMessage());
            assertEquals("MySQL error 1193", failure.detail());
            assertEquals(false, executed.get());
            assertEquals(1, database.accepted(), "nothing has run that could be killed");
            assertEquals(List.of(), database.faults());
        }
    }

    @Test
    void writesNothingWithoutATransaction() throws Exception {
        AtomicBoolean executed = new AtomicBoolean();
        try (FakeDatabase database = new FakeDatabase(connection -> refuse(connection, "START TRANSACTION", executed));
                Queries queries = Queries.to(Queries.at(database.port()), 1, WRITES)) {
            CompletableFuture<Object> written = queries.startWrite("UPDATE t SET a = 1", null, queries.scope(true));
            Failure failure = (Failure)
                    assertThrows(RuntimeException.class, written::join).getCause();

            assertEquals("the database did not begin a transaction", failure.getMessage());
            assertEquals(false, executed.get());
        }
    }

    /** Answers when all has come that the client sends at once, and refuses one statement of it. */
    private static void refuse(FakeConnection connection, String refused, AtomicBoolean executed) throws IOException {
        connection.login();
        String text = "";
        boolean[] errors = new boolean[20];
        int count = 0;
        while (!text.contains("/* gather")) {
            byte[] command = connection.read();
            text = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
            errors[count++] = text.startsWith(refused);
        }
        for (int i = 0; i < count - 1; i++) {
            connection.restart();
            if (errors[i]) {
                connection.error(1193, "Unknown system variable");
            } else {
                connection.ok();
            }
        }
        connection.restart();
        connection.write(new byte[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        connection.skip();
        executed.set(true);
    }
}
