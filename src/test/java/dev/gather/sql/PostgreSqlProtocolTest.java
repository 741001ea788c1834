package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.failure.Failure;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.source.Scope;
import dev.gather.stub.FakePostgres;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is sent to a PostgreSQL that refuses things, and what its errors mean in any language. */
class PostgreSqlProtocolTest {
    private static final Map<Character, String> NONE = Map.of();
    private static final String UPDATE = "UPDATE t SET a = 1";

    private static Queries to(FakePostgres database) {
        return Queries.toPostgreSql(Queries.postgreSql(
                Map.of("writes", "true", Queries.QUARKUS + "reactive.url", PostgreSqlServer.url(database.port()))));
    }

    private static FakePostgres database(FakePostgres.Statements statements) throws Exception {
        return new FakePostgres(connection -> {
            connection.login();
            connection.serve(statements);
        });
    }

    private static Failure failure(CompletableFuture<?> work) {
        return (Failure) assertThrows(RuntimeException.class, work::join).getCause();
    }

    private static int executed(FakePostgres database) {
        return Collections.frequency(database.sent(), "execute");
    }

    @Test
    void runsNothingWithoutASetting() throws Exception {
        try (FakePostgres database =
                        database(sent -> sent.startsWith("SET default") ? Map.of('C', "42704", 'M', "planted") : NONE);
                Queries queries = to(database)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("the database refused the session's settings", failure.getMessage());
            assertEquals("PostgreSQL error 42704", failure.detail());
            assertEquals(0, executed(database));
            assertEquals(List.of(), database.faults());
        }
    }

    /** The connection knows the statement from the transaction before. */
    @Test
    void writesNothingWithoutATransaction() throws Exception {
        AtomicReference<String> refused = new AtomicReference<>("nothing");
        try (FakePostgres database =
                        database(sent -> sent.startsWith(refused.get()) ? Map.of('C', "55000", 'M', "planted") : NONE);
                Queries queries = to(database)) {
            Scope first = queries.scope(true);
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        "{affected=1, id=null}",
                        queries.startWrite(UPDATE, null, first).join().toString());
            }
            assertNull(queries.run(first.transaction().orElseThrow().commit()));
            assertEquals("{affected=1, id=null}", queries.write(UPDATE).toString());
            refused.set("START TRANSACTION");
            Failure failure = failure(queries.startWrite(UPDATE, null, queries.scope(true)));

            assertEquals("the database did not begin a transaction", failure.getMessage());
            assertEquals(3, executed(database));
            assertEquals(1, database.accepted());
            assertEquals(List.of(), database.faults());
        }
    }

    /** Also where the connection knows the statement: it would be told of what others did. */
    @Test
    void runsNothingAfterARefusedReset() throws Exception {
        AtomicReference<String> refused = new AtomicReference<>("nothing");
        try (FakePostgres database =
                        database(sent -> sent.startsWith(refused.get()) ? Map.of('C', "55000", 'M', "planted") : NONE);
                Queries queries = to(database)) {
            queries.run("SELECT lastval() AS x");
            queries.run("SELECT 1 AS x");
            refused.set("CLOSE ALL");
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT lastval() AS x"));

            assertEquals("the database did not reset the session", failure.getMessage());
            assertEquals(2, executed(database));
        }
    }

    @Test
    void knowsALateStatementInAnyLanguage() throws Exception {
        Map<Character, String> cancelled = Map.of(
                'C', "57014", 'M', "storniere Anfrage wegen Zeitüberschreitung der Anfrage", 'R', "ProcessInterrupts");
        AtomicReference<Duration> after = new AtomicReference<>(Duration.ofMillis(1_300));
        try (FakePostgres database = database(sent -> {
                    if (!sent.equals("execute")) {
                        return NONE;
                    }
                    LockSupport.parkNanos(after.get().toNanos());
                    return cancelled;
                });
                Queries queries = to(database)) {
            Duration limit = Duration.ofMillis(200);
            assertEquals(
                    "the query ran for too long (PostgreSQL error 57014)",
                    failure(queries.startWithin(limit, "SELECT 1")).getMessage());
            after.set(Duration.ZERO);
            assertEquals(
                    "the query was ended in the database (PostgreSQL error 57014)",
                    failure(queries.startWithin(limit, "SELECT 1")).getMessage());
        }
    }

    @Test
    void preparesAgainWhatIsOutdatedInAnyLanguage() throws Exception {
        String text = "gecachter Plan darf den Ergebnistyp nicht ändern";
        Map<Character, String> outdated = Map.of('C', "0A000", 'M', text, 'R', "RevalidateCachedQuery");
        AtomicInteger prepared = new AtomicInteger();
        AtomicReference<Map<Character, String>> error = new AtomicReference<>(NONE);
        try (FakePostgres database = database(sent -> {
                    if (sent.equals("parse")) {
                        prepared.incrementAndGet();
                        return NONE;
                    }
                    return !sent.equals("execute") ? NONE : prepared.get() < 2 ? outdated : error.getAndSet(NONE);
                });
                Queries queries = to(database)) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
            assertEquals(2, executed(database));

            error.set(Map.of('C', "0A000", 'M', text, 'R', "transformSomething"));
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));
            assertEquals("the database refused the query (PostgreSQL error 0A000)", failure.getMessage());
        }
    }
}
