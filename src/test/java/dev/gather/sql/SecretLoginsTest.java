package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.FakeSecrets;
import dev.gather.stub.FakeSecrets.Answer;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins come from a secret, and from the next one after the password has been changed. */
class SecretLoginsTest extends OnEachDatabase {
    private static final SqlCall.Rows MANY = new SqlCall.Rows(false, false);
    private static final String WHO = "SELECT CURRENT_USER() AS who";
    private static final List<Map<String, String>> ROTATING = List.of(Map.of("who", "creds_rotating@%"));

    private FakeSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        secrets = new FakeSecrets();
        secrets.store("creds_rotating", "first");
        ports().forEach(port -> runAsRoot(port, """
                DROP USER IF EXISTS creds_rotating, creds_other;
                CREATE USER creds_rotating IDENTIFIED BY 'first', creds_other IDENTIFIED BY 'other';
                GRANT SELECT ON demo.* TO creds_rotating, creds_other
                """));
    }

    @AfterEach
    void stop() {
        secrets.close();
        ports().forEach(port -> runAsRoot(port, "DROP USER creds_rotating, creds_other"));
    }

    private Queries open(int port, int size, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("secret", "prod/orders+db");
        all.put("allow-public-key-retrieval", "true");
        MySQLConnectOptions wrong = Queries.at(port).setUser("nobody").setPassword("wrong");
        return Queries.to(wrong, size, all, secrets.environment());
    }

    private Queries open(int port) {
        return open(port, 4, Map.of());
    }

    /** Changes the password, and ends the connections that were made with the old one. */
    private static void change(int port, String password) {
        runAsRoot(port, "ALTER USER creds_rotating IDENTIFIED BY '" + password + "'");
        killConnectionsOf(port, "creds_rotating");
    }

    @ParameterizedTest
    @MethodSource("ports")
    void readsNothingBeforeTheFirstConnectionAndThenOnce(int port) {
        try (Queries queries = open(port)) {
            assertEquals(List.of(), secrets.queries());

            List<CompletableFuture<Object>> started = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                started.add(queries.start(WHO, null, MANY));
            }
            for (CompletableFuture<Object> query : started) {
                assertEquals(ROTATING, query.orTimeout(10, TimeUnit.SECONDS).join());
            }
        }
        assertEquals(List.of("secretId=prod%2Forders%2Bdb"), secrets.queries());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void costsNoCallerAnErrorWhenThePasswordChanges(int port) {
        try (Queries queries = open(port)) {
            assertEquals(ROTATING, queries.ask(WHO));
            for (String password : List.of("second", "third")) {
                secrets.store("creds_rotating", password);
                change(port, password);

                assertEquals(ROTATING, queries.ask(WHO));
            }
        }
        assertEquals(3, secrets.queries().size(), () -> secrets.queries().toString());
        assertTrue(secrets.queries().get(1).endsWith("&versionStage=AWSCURRENT&refreshNow=true"));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void readsOnceForAllConnectionsThatAreRefusedTogether(int port) {
        try (Queries queries = open(port, 20, Map.of())) {
            assertEquals(ROTATING, queries.ask(WHO));
            secrets.store("creds_other", "other");
            change(port, "second");

            List<CompletableFuture<Object>> started = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                started.add(queries.start(WHO, null, MANY));
            }
            for (CompletableFuture<Object> query : started) {
                assertEquals(
                        List.of(Map.of("who", "creds_other@%")),
                        query.orTimeout(15, TimeUnit.SECONDS).join());
            }
        }
        assertEquals(2, secrets.queries().size(), () -> secrets.queries().toString());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void failsWhereTheSecretIsStaleAndWorksOnceItIsNot(int port) {
        change(port, "second");
        try (Queries queries = open(port)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));
            assertEquals("the database refused the user (MySQL error 1045)", failure.getMessage());
            assertEquals(2, secrets.queries().size());

            secrets.store("creds_rotating", "second");
            assertEquals(ROTATING, queries.ask(WHO));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void takesTheConfiguredUserWhereTheSecretHasNone(int port) {
        secrets.store("{\"password\": \"first\"}");
        MySQLConnectOptions options = Queries.at(port).setUser("creds_rotating");
        Map<String, String> properties = Map.of("secret", "x", "allow-public-key-retrieval", "true");
        try (Queries queries = Queries.to(options, 1, properties, secrets.environment())) {
            assertEquals(ROTATING, queries.ask(WHO));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void alsoLogsInThePoolForWrites(int port) {
        runAsRoot(port, "GRANT INSERT, DELETE ON demo.* TO creds_rotating");
        try (Queries queries = open(port, 2, Map.of("writes", "true"))) {
            assertEquals(1L, queries.write("INSERT INTO trace VALUES (1)").get("affected"));
            assertEquals(ROTATING, queries.ask(WHO));
            assertEquals(1L, queries.write("DELETE FROM trace").get("affected"));
        }
        assertEquals(1, secrets.queries().size());
    }

    private static Stream<Arguments> faults() {
        return Stream.of(
                fault(400, "unexpected: ResourceNotFoundException", false, "needs secretsmanager:GetSecretValue"),
                fault(400, "not ready to serve traffic, please wait", true, "status 400"),
                fault(403, "no token", false, "needs secretsmanager:GetSecretValue"),
                fault(500, "s3cret", true, "status 500"),
                fault(200, "s3cret", false, "it is not a JSON object"),
                fault(200, "", false, "it is not a JSON object"),
                fault(200, "[]", false, "it is not a JSON object"),
                fault(200, "{}", false, "it is not a JSON object"),
                fault(200, "{\"SecretBinary\": \"czNjcmV0\"}", false, "it is not a JSON object"),
                fault(200, "{\"SecretString\": \"s3cret\"}", false, "it is not a JSON object"),
                fault(200, "{\"SecretString\": \"[\\\"s3cret\\\"]\"}", false, "it is not a JSON object"),
                fault(200, "{\"SecretString\": \"{\\\"user\\\":\\\"s3cret\\\"}\"}", false, "its member password"),
                fault(200, "{\"SecretString\": \"{\\\"password\\\":12345}\"}", false, "its member password"),
                fault(200, "{\"SecretString\": \"{\\\"password\\\":null}\"}", false, "its member password"));
    }

    private static Arguments fault(int status, String body, boolean temporary, String detail) {
        return Arguments.of(new Answer(status, body), temporary, detail);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsWithoutHarmWhereTheSecretCannotBeRead(Answer answer, boolean temporary, String detail) {
        try (Queries queries = open(ports().get(0))) {
            secrets.answer(query -> answer);
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertEquals(Code.CONNECTION, failure.code());
            assertEquals(temporary, failure.isTemporary());
            assertTrue(failure.detail().contains(detail), failure::toString);
            assertFalse(failure.toString().contains("s3cret"), failure::toString);
            secrets.recover();
            assertEquals(ROTATING, queries.ask(WHO));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void failsInTimeWhereTheExtensionHangsAndWorksOnceItDoesNot(int port) {
        secrets.hang();
        try (Queries queries = open(port, 4, Map.of("connect-timeout", "1s"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertTrue(failure.isTemporary());
            secrets.recover();
            assertEquals(ROTATING, queries.ask(WHO));
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void failsAtOnceWhereThereIsNoExtension(int port) {
        secrets.close();
        try (Queries queries = open(port)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertTrue(failure.isTemporary());
            assertTrue(failure.detail().contains("AWS-Parameters-and-Secrets-Lambda-Extension"), failure::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void saysWhichVariableIsMissing(int port) {
        try (Queries queries = Queries.to(Queries.at(port), 1, Map.of("secret", "x"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertTrue(failure.detail().contains("AWS_SESSION_TOKEN is not set"), failure::toString);
        }
    }
}
