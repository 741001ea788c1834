package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.config.GatherConfig;
import dev.gather.failure.Failure;
import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.Soon;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Attempts to connect end in time, and give their places back. */
class ConnectingTest {
    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);
    private static final FakeDatabase.Script SILENT = FakeConnection::hang;
    private static final FakeDatabase.Script WELL = connection -> {
        connection.login();
        connection.serve(statement -> connection.write(new byte[] {0, 0, 0, 2, 0, 0, 0}));
    };

    @Test
    void givesUpADatabaseThatAcceptsAndDoesNotGreet() throws Exception {
        try (FakeDatabase database = new FakeDatabase(SILENT);
                Queries queries = Queries.to(Queries.at(database.port()), 20, Map.of("connect-timeout", "300ms"))) {
            long start = System.nanoTime();
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("the database did not accept a connection in time", failure.getMessage());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2_000);
            assertTrue(Soon.soon(() -> database.open() == 0), "the connection stayed open");
        }
    }

    @Test
    void usesADatabaseThatHealsOnceTheAttemptsHaveTimedOut() throws Exception {
        try (FakeDatabase database = new FakeDatabase(SILENT);
                Queries queries = Queries.to(Queries.at(database.port()), 20, Map.of("connect-timeout", "300ms"))) {
            List<CompletableFuture<Object>> late = many(queries, 40);
            late.forEach(query -> assertThrows(RuntimeException.class, query::join));
            database.script(WELL);

            assertEquals(List.of(), queries.ask("SELECT 1"));
        }
    }

    @Test
    void usesADatabaseThatHealsAsSoonAsTheQueriesAreCancelled() throws Exception {
        try (FakeDatabase database = new FakeDatabase(SILENT);
                Queries queries = Queries.to(Queries.at(database.port()), 20, Map.of("connect-timeout", "60s"))) {
            List<CompletableFuture<Object>> hanging = many(queries, 200);
            assertTrue(Soon.soon(() -> database.open() == 20), "20 attempts were expected");
            database.script(WELL);
            hanging.forEach(query -> query.cancel(true));

            assertEquals(List.of(), queries.ask("SELECT 1"));
            assertTrue(Soon.soon(() -> database.open() <= 2), () -> database.open() + " stayed open");
        }
    }

    @Test
    void letsOthersConnectWhereSomeAreCancelled() throws Exception {
        try (FakeDatabase database = new FakeDatabase(SILENT);
                Queries queries = Queries.to(Queries.at(database.port()), 5, Map.of("connect-timeout", "60s"))) {
            List<CompletableFuture<Object>> cancelled = many(queries, 10);
            List<CompletableFuture<Object>> waiting = many(queries, 10);
            assertTrue(Soon.soon(() -> database.open() == 5));
            database.script(WELL);
            cancelled.forEach(query -> query.cancel(true));

            for (CompletableFuture<Object> query : waiting) {
                assertEquals(List.of(), query.orTimeout(5, TimeUnit.SECONDS).join());
            }
        }
    }

    @Test
    void tellsTheErrorWithWhichADatabaseGreets() throws Exception {
        FakeDatabase.Script full = ConnectingTest::refuse;
        try (FakeDatabase database = new FakeDatabase(full);
                Queries queries = Queries.to(database.port())) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("the database has too many connections (MySQL error 1040)", failure.getMessage());
        }
    }

    /** A function may be frozen while its first connection is set up, and the answer be lost. */
    @Test
    void opensAConnectionAheadOfQueriesAndKeepsNoPlaceForOneThatHangs() throws Exception {
        FakeDatabase.Script hangs = connection -> {
            connection.login();
            connection.hang();
        };
        Map<String, String> properties = Map.of("connect-timeout", "300ms", "writes", "true");
        try (FakeDatabase database = new FakeDatabase(hangs);
                Queries queries = Queries.to(Queries.at(database.port()), 1, properties)) {
            Uni<Boolean> ahead = PooledRun.of(queries.writing(), SqlWarming.SET_UP, () -> false);
            assertThrows(RuntimeException.class, () -> queries.run(ahead));
            assertTrue(Soon.soon(() -> database.open() == 0), "the connection stayed open");

            database.script(WELL);
            assertEquals(true, queries.run(ahead));
            assertEquals(0L, queries.write("UPDATE t SET a = 1").get("affected"));
            assertEquals(2, database.accepted());
        }
    }

    @Test
    void usesOneClientForAllConnections() {
        Vertx vertx = Vertx.vertx();
        try {
            GatherConfig.Datasource config = PoolSettingsTest.config(Map.of());
            GuardedConnectionFactory factory = new GuardedConnectionFactory(
                    (VertxInternal) vertx,
                    () -> Future.succeededFuture(Queries.at(1)),
                    config,
                    Logins.CONFIGURED,
                    new ConnectionAttempts());

            assertSame(
                    factory.netClient(new NetClientOptions(Queries.at(1))),
                    factory.netClient(new NetClientOptions(Queries.at(1).setUser("other"))));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void refuse(FakeConnection connection) throws IOException {
        connection.write(new byte[] {(byte) 0xFF, 0x10, 0x04, 'T', 'o', 'o'});
        connection.hang();
    }

    private static List<CompletableFuture<Object>> many(Queries queries, int count) {
        List<CompletableFuture<Object>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(queries.start("SELECT 1", null, MANY));
        }
        return started;
    }
}
