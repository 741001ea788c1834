package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.stub.FakeSecrets;
import dev.gather.stub.FakeSecrets.Answer;
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
    private static final String ROTATING = "creds_rotating";
    private static final String WHO = "SELECT CURRENT_USER AS who";

    private FakeSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        secrets = new FakeSecrets();
        secrets.store("creds_rotating", "first");
        for (TestDatabase database : databases()) {
            database.createReader(ROTATING, "first");
            database.createReader("creds_other", "other");
        }
    }

    @AfterEach
    void stop() {
        secrets.close();
        for (TestDatabase database : databases()) {
            database.dropReader(ROTATING);
            database.dropReader("creds_other");
        }
    }

    private Queries open(TestDatabase database, int size, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("secret", "prod/orders+db");
        return database.open(database.way("nobody", "wrong", secrets.environment()), size, all);
    }

    private Queries open(TestDatabase database) {
        return open(database, 4, Map.of());
    }

    /** Who is logged in. */
    private static String who(Queries queries) {
        return user(queries.ask(WHO));
    }

    private static String user(Object rows) {
        String name = ((Map<?, ?>) ((List<?>) rows).get(0)).get("who").toString();
        return name.replaceFirst("@%$", "");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void readsNothingBeforeTheFirstConnectionAndThenOnce(TestDatabase database) {
        try (Queries queries = open(database)) {
            assertEquals(List.of(), secrets.queries());

            List<CompletableFuture<Object>> started = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                started.add(queries.start(WHO, null, MANY));
            }
            for (CompletableFuture<Object> query : started) {
                assertEquals(
                        ROTATING, user(query.orTimeout(10, TimeUnit.SECONDS).join()));
            }
        }
        assertEquals(List.of("secretId=prod%2Forders%2Bdb"), secrets.queries());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void costsNoCallerAnErrorWhenThePasswordChanges(TestDatabase database) {
        try (Queries queries = open(database)) {
            assertEquals(ROTATING, who(queries));
            for (String password : List.of("second", "third")) {
                secrets.store("creds_rotating", password);
                database.changePassword(ROTATING, password);

                assertEquals(ROTATING, who(queries));
            }
        }
        assertEquals(3, secrets.queries().size(), () -> secrets.queries().toString());
        assertTrue(secrets.queries().get(1).endsWith("&versionStage=AWSCURRENT&refreshNow=true"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void readsOnceForAllConnectionsThatAreRefusedTogether(TestDatabase database) {
        try (Queries queries = open(database, 20, Map.of())) {
            assertEquals(ROTATING, who(queries));
            secrets.store("creds_other", "other");
            database.changePassword(ROTATING, "second");

            List<CompletableFuture<Object>> started = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                started.add(queries.start(WHO, null, MANY));
            }
            for (CompletableFuture<Object> query : started) {
                assertEquals(
                        "creds_other",
                        user(query.orTimeout(15, TimeUnit.SECONDS).join()));
            }
        }
        assertEquals(2, secrets.queries().size(), () -> secrets.queries().toString());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void failsWhereTheSecretIsStaleAndWorksOnceItIsNot(TestDatabase database) {
        database.changePassword(ROTATING, "second");
        try (Queries queries = open(database)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));
            assertEquals("the database refused the user (" + database.error(1045, "28P01") + ")", failure.getMessage());
            assertEquals(2, secrets.queries().size());

            secrets.store("creds_rotating", "second");
            assertEquals(ROTATING, who(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void takesTheConfiguredUserWhereTheSecretHasNone(TestDatabase database) {
        secrets.store("{\"password\": \"first\"}");
        TestDatabase.Way way = database.way(ROTATING, "wrong", secrets.environment());
        try (Queries queries = database.open(way, 1, Map.of("secret", "x"))) {
            assertEquals(ROTATING, who(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void alsoLogsInThePoolForWrites(TestDatabase database) {
        String tables = database.words("demo.*", "trace");
        if (database.isPostgreSql()) {
            database.run("GRANT INSERT, DELETE ON " + tables + " TO creds_rotating");
        } else {
            runAsRoot(database.port(), "GRANT INSERT, DELETE ON " + tables + " TO creds_rotating");
        }
        try (Queries queries = open(database, 2, Map.of("writes", "true"))) {
            assertEquals(1L, queries.write("INSERT INTO trace VALUES (1)").get("affected"));
            assertEquals(ROTATING, who(queries));
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
        try (Queries queries = open(databases().get(0))) {
            secrets.answer(query -> answer);
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertEquals(Code.CONNECTION, failure.code());
            assertEquals(temporary, failure.isTemporary());
            assertTrue(failure.detail().contains(detail), failure::toString);
            assertFalse(failure.toString().contains("s3cret"), failure::toString);
            secrets.recover();
            assertEquals(ROTATING, who(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void failsInTimeWhereTheExtensionHangsAndWorksOnceItDoesNot(TestDatabase database) {
        secrets.hang();
        try (Queries queries = open(database, 4, Map.of("connect-timeout", "1s"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertTrue(failure.isTemporary());
            secrets.recover();
            assertEquals(ROTATING, who(queries));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void failsAtOnceWhereThereIsNoExtension(TestDatabase database) {
        secrets.close();
        try (Queries queries = open(database)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertEquals("the login could not be read", failure.getMessage());
            assertTrue(failure.isTemporary());
            assertTrue(failure.detail().contains("AWS-Parameters-and-Secrets-Lambda-Extension"), failure::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void saysWhichVariableIsMissing(TestDatabase database) {
        try (Queries queries = database.open(1, Map.of("secret", "x"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask(WHO));

            assertTrue(failure.detail().contains("AWS_SESSION_TOKEN is not set"), failure::toString);
        }
    }
}
