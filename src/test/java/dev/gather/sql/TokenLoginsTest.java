package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.aws.AwsEnvironment;
import dev.gather.aws.AwsKeySource;
import dev.gather.aws.RdsTokens;
import dev.gather.aws.RequestSigner;
import dev.gather.failure.Failure;
import dev.gather.stub.Certificates;
import dev.gather.stub.FakeConnection;
import dev.gather.stub.FakeDatabase;
import dev.gather.stub.SetClock;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of IAM are accepted by a database that checks them as RDS does, and go to nobody else. */
class TokenLoginsTest {
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final Map<String, String> FUNCTION = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "a/secret+key",
            "AWS_SESSION_TOKEN", "a/session+token==");

    private final SetClock clock = new SetClock();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private SSLContext tls;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        tls = Certificates.tls(Certificates.SERVER, Certificates.SERVER_KEY);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Queries open(FakeDatabase database, Map<String, String> variables) {
        AwsEnvironment environment = variable -> Optional.ofNullable(variables.get(variable));
        AwsKeySource keys = new AwsKeySource(vertx, environment, Duration.ofSeconds(2), clock);
        return Queries.to(
                at(database.port()),
                Map.of("iam", "true"),
                new TokenLogins(new RdsTokens(environment, keys, new RequestSigner(clock))));
    }

    private static MySQLConnectOptions at(int port) {
        return Queries.at(port)
                .setHost("localhost")
                .setUser("o'reilly+ü")
                .setPassword("the configured one")
                .setSslMode(SslMode.VERIFY_IDENTITY)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(new PemTrustOptions().addCertPath(Certificates.SERVER.toString()));
    }

    /** Greets, and reads the token from the client's first answer. */
    private void checkToken(FakeConnection connection) throws IOException {
        connection.greetWithTls("caching_sha2_password", tls);
        decide(connection, password(connection.read()));
    }

    private void decide(FakeConnection connection, String password) throws IOException {
        passwords.add(password);
        if (accepts(password)) {
            connection.ok();
            connection.serve(statement -> connection.write(OK));
        } else {
            connection.error(1045, "Access denied");
        }
    }

    private boolean accepts(String token) {
        return TokenCheck.accepts(token, "a/secret+key", clock.instant());
    }

    /** What the client's answer to the greeting has behind the user's name. */
    private static String password(byte[] answer) {
        int user = 32;
        int length = nextZero(answer, user) + 1;
        assertEquals(0xFC, answer[length] & 0xFF, "the length has two bytes");
        int size = (answer[length + 1] & 0xFF) | ((answer[length + 2] & 0xFF) << 8);
        byte[] password = Arrays.copyOfRange(answer, length + 3, length + 3 + size);
        assertEquals(0, password[size - 1], "the password ends with a zero");
        String plugin = new String(answer, StandardCharsets.UTF_8);
        assertTrue(plugin.contains("\0mysql_clear_password\0"), "the method is announced");
        return new String(password, 0, size - 1, StandardCharsets.UTF_8);
    }

    private static int nextZero(byte[] bytes, int start) {
        int at = start;
        while (bytes[at] != 0) {
            at++;
        }
        return at;
    }

    @Test
    void areAcceptedByADatabaseThatChecksThem() throws Exception {
        try (FakeDatabase database = new FakeDatabase(this::checkToken);
                Queries queries = open(database, FUNCTION)) {
            assertEquals(List.of(), queries.ask("SELECT 1"));

            assertEquals(List.of(), database.faults());
            assertTrue(passwords.get(0).startsWith("localhost:" + database.port() + "/?Action=connect&DBUser="));
            assertFalse(passwords.get(0).contains("a/secret+key"));
        }
    }

    @Test
    void areMadeAnewForAConnectionAfterTheyExpired() throws Exception {
        try (FakeDatabase database = new FakeDatabase(this::checkToken)) {
            for (int i = 0; i < 2; i++) {
                try (Queries queries = open(database, FUNCTION)) {
                    assertEquals(List.of(), queries.ask("SELECT 1"));
                }
                clock.pass(Duration.ofMinutes(16));
            }
        }
        clock.pass(Duration.ofMinutes(-16));
        assertFalse(accepts(passwords.get(0)), "the database would accept the old one");
        assertTrue(accepts(passwords.get(1)));
    }

    @Test
    void areMadeAnewForAConnectionThatReplacesABrokenOne() throws Exception {
        FakeDatabase.Script breaks = connection -> {
            connection.greetWithTls("caching_sha2_password", tls);
            String password = password(connection.read());
            passwords.add(password);
            connection.ok();
            connection.serve(statement -> {
                connection.write(OK);
                throw new IOException("the connection breaks after the first statement");
            });
        };
        try (FakeDatabase database = new FakeDatabase(breaks);
                Queries queries = open(database, FUNCTION)) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
            clock.pass(Duration.ofMinutes(16));
            database.script(this::checkToken);

            assertEquals(List.of(), queries.ask("SELECT 1"));
        }
        assertFalse(accepts(passwords.get(0)), "the database would accept the old one");
    }

    @Test
    void failOnceWhereTheDatabaseRefusesThem() throws Exception {
        Map<String, String> stolen = new HashMap<>(FUNCTION);
        stolen.put("AWS_SECRET_ACCESS_KEY", "another key");
        try (FakeDatabase database = new FakeDatabase(this::checkToken);
                Queries queries = open(database, stolen)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("the database refused the user (MySQL error 1045)", failure.getMessage());
            assertEquals(1, passwords.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void failWhereAVariableIsMissing(String variable) throws Exception {
        Map<String, String> incomplete = new HashMap<>(FUNCTION);
        incomplete.remove(variable);
        try (FakeDatabase database = new FakeDatabase(this::checkToken);
                Queries queries = open(database, incomplete)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertTrue(failure.detail().contains(variable + " is not set"), failure::toString);
            assertEquals(0, database.accepted());
        }
    }

    /** A salt is what some databases send, although this method has none. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "12345678901234567890\0"})
    void areAlsoSentWhereTheDatabaseAsksForThemLater(String salt) throws Exception {
        FakeDatabase.Script switches = connection -> {
            connection.greetWithTls("caching_sha2_password", tls);
            connection.skip();
            byte[] request = ("\0mysql_clear_password\0" + salt).getBytes(StandardCharsets.UTF_8);
            request[0] = (byte) 0xFE;
            connection.write(request);
            String answer = new String(connection.read(), StandardCharsets.UTF_8);
            decide(connection, answer.substring(0, answer.length() - 1));
        };
        try (FakeDatabase database = new FakeDatabase(switches);
                Queries queries = open(database, FUNCTION)) {
            assertEquals(List.of(), queries.ask("SELECT 1"));
            assertEquals(List.of(), database.faults());
        }
    }

    @Test
    void areNotSentToADatabaseOfAnotherName() throws Exception {
        tls = Certificates.tls(Certificates.OTHER, Certificates.OTHER_KEY);
        PemTrustOptions trusted = new PemTrustOptions().addCertPath(Certificates.OTHER.toString());
        try (FakeDatabase database = new FakeDatabase(this::checkToken);
                Queries queries =
                        Queries.to(at(database.port()).setTrustOptions(trusted), 1, Map.of("iam", "true"), FUNCTION)) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1"));

            assertEquals("no connection to the database, or it broke", failure.getMessage());
            assertEquals(1, database.accepted());
        }
        assertEquals(List.of(), passwords);
    }

    @ParameterizedTest
    @EnumSource(value = SslMode.class, names = "VERIFY_IDENTITY", mode = EnumSource.Mode.EXCLUDE)
    void areRefusedByAConfigurationThatDoesNotKnowWhomItSendsThem(SslMode mode) {
        MySQLConnectOptions options = at(3306).setSslMode(mode);

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Queries.to(options, 1, Map.of("iam", "true"), FUNCTION));

        assertEquals(
                "the token of iam is sent as it is: set"
                        + " quarkus.datasource.test.reactive.mysql.ssl-mode=verify-identity",
                refused.getMessage());
    }

    @Test
    void areOneSourceOfLoginsOfSeveral() {
        Map<String, String> both = Map.of("iam", "true", "secret", "x");

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Queries.to(at(3306), 1, both, FUNCTION));

        assertEquals(
                "gather.datasources.test: a login has one source: set secret, iam or"
                        + " quarkus.datasource.test.credentials-provider, not several of them",
                refused.getMessage());
    }
}
