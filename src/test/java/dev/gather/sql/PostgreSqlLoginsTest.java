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
import dev.gather.failure.Failure.Code;
import dev.gather.postgresql.PgSql;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.stub.Certificates;
import dev.gather.stub.FakePostgres;
import dev.gather.stub.SetClock;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who logs in to PostgreSQL, and how the connection is protected. */
class PostgreSqlLoginsTest {
    private static final String ENCRYPTED = "SELECT ssl::text AS x FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final String SSL_MODE = Queries.QUARKUS + "reactive.postgresql.ssl-mode";
    private static final String CERTIFICATES = Queries.QUARKUS + "reactive.trust-certificate-pem.certs";
    private static final String URL = Queries.QUARKUS + "reactive.url";

    private static final String KEY = "a/secret+key";
    private static final Map<String, String> FUNCTION = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", KEY,
            "AWS_SESSION_TOKEN", "a/session+token==");

    private static Map<String, String> with(String... properties) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return Queries.postgreSql(all);
    }

    private static String at(String host) {
        return "postgresql://" + host + ":" + PostgreSqlServer.port() + "/" + PostgreSqlServer.DATABASE;
    }

    @ParameterizedTest
    @CsvSource({
        "disable, own, localhost, false",
        "allow, own, localhost, false",
        "prefer, own, localhost, true",
        "prefer, other, localhost, false",
        "require, own, localhost, true",
        "require, other, localhost, refused",
        "verify-ca, own, 127.0.0.1, true",
        "verify-ca, other, localhost, refused",
        "verify-full, own, localhost, true",
        "verify-full, other, localhost, refused"
    })
    void acceptsWhatItsModeSays(String mode, String trusted, String host, String expected) {
        String file = (trusted.equals("own") ? Certificates.SERVER : Certificates.OTHER).toString();
        try (Queries queries = Queries.toPostgreSql(with(SSL_MODE, mode, CERTIFICATES, file, URL, at(host)))) {
            if (expected.equals("refused")) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask(ENCRYPTED));
                assertEquals(Code.CONNECTION, failure.code(), failure::toString);
            } else {
                assertEquals("[{x=" + expected + "}]", queries.ask(ENCRYPTED).toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reactive.postgresql.ssl-mode|verify-full|quarkus.datasource.test.reactive.postgresql.ssl-mode verifies certificates, and there are none: set quarkus.datasource.test.reactive.trust-certificate-pem=true and .certs",
                "rds-proxy|true|gather.datasources.test.rds-proxy is for MySQL alone: name the database itself in the URL",
                "sql-mode|TRADITIONAL|gather.datasources.test.sql-mode and group-concat-max-len are for MySQL alone: remove them",
                "iam|true|the token of iam is sent as it is: set quarkus.datasource.test.reactive.postgresql.ssl-mode=verify-full"
            })
    void keepsTheFunctionFromStartingWithWhatCannotWork(String property, String value, String message) {
        String name = property.startsWith("reactive") ? Queries.QUARKUS + property : property;
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> Queries.toPostgreSql(with(name, value)));
        assertEquals(message, thrown.getMessage());
    }

    @Test
    void tellsThatTheUserIsRefusedWithoutAName() {
        try (Queries queries = Queries.toPostgreSql(with(Queries.QUARKUS + "password", "planted"))) {
            Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1 AS x"));
            assertEquals("the database refused the user (PostgreSQL error 28P01)", failure.getMessage());
            assertFalse(failure.toString().contains("planted"), failure::toString);
            assertFalse(failure.toString().contains(PostgreSqlServer.USER), failure::toString);
        }
    }

    /** A server that asks for the password as it is, over a connection that anybody can read. */
    @Test
    void sendsNoPasswordThatAnybodyCanRead() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> askForThePassword(server));
            String url = "postgresql://127.0.0.1:" + server.getLocalPort() + "/demo";
            try (Queries queries = Queries.toPostgreSql(with(URL, url))) {
                Failure failure = assertThrows(Failure.class, () -> queries.ask("SELECT 1 AS x"));
                assertEquals(
                        "the database asks for the password over a connection that does not protect it",
                        failure.getMessage());
            }
            assertFalse(received.get(5, TimeUnit.SECONDS).contains(PostgreSqlServer.USER));
        }
    }

    /** What the client sends after its login. */
    private static String askForThePassword(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt() - Integer.BYTES);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte('R');
            out.writeInt(8);
            out.writeInt(3);
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void cancelsOverTlsWhatRunsOverTls() throws Exception {
        Map<String, String> properties =
                with(SSL_MODE, "verify-full", CERTIFICATES, Certificates.SERVER.toString(), URL, at("localhost"));
        String running =
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(61)%'";
        try (Queries queries = Queries.toPostgreSql(properties)) {
            CompletableFuture<Object> slow =
                    queries.start("SELECT pg_sleep(61)::text AS x", null, new SqlCall.Rows(false, false));
            assertTrue(becomes("1", running));
            assertTrue(slow.cancel(true));
            assertTrue(becomes("0", running));
        }
    }

    /** A server that takes a token over TLS alone, and only while it is valid. */
    @Test
    void sendsATokenThatIsFresh() throws Exception {
        SetClock clock = new SetClock();
        List<String> tokens = new CopyOnWriteArrayList<>();
        SSLContext tls = Certificates.tls(Certificates.SERVER, Certificates.SERVER_KEY);
        Vertx vertx = Vertx.vertx();
        AwsEnvironment environment = variable -> Optional.ofNullable(FUNCTION.get(variable));
        AwsKeySource keys = new AwsKeySource(vertx, environment, Duration.ofSeconds(2), clock);
        TokenLogins logins = new TokenLogins(new RdsTokens(environment, keys, new RequestSigner(clock)));
        try (FakePostgres database = new FakePostgres(connection -> {
            connection.startTls(tls);
            tokens.add(connection.clearPassword());
            if (TokenCheck.accepts(tokens.get(tokens.size() - 1), KEY, clock.instant())) {
                connection.welcome();
                connection.serve(statement -> Map.of());
            } else {
                connection.error(Map.of('C', "28P01", 'M', "planted"));
            }
        })) {
            Map<String, String> properties = with(
                    SSL_MODE,
                    "verify-full",
                    CERTIFICATES,
                    Certificates.SERVER.toString(),
                    URL,
                    "postgresql://localhost:" + database.port() + "/demo",
                    "iam",
                    "true");
            for (int i = 0; i < 2; i++) {
                try (Queries queries = Queries.toPostgreSql(properties, logins)) {
                    assertEquals(List.of(), queries.ask("SELECT 1"));
                }
                clock.pass(Duration.ofMinutes(16));
            }
            assertEquals(2, tokens.size());
            assertTrue(tokens.get(0).startsWith("localhost:" + database.port() + "/?Action=connect&DBUser=gather"));
            assertFalse(TokenCheck.accepts(tokens.get(0), KEY, clock.instant()), "any token is taken");
            assertEquals(List.of(), database.faults());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean becomes(String expected, String sql) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (PgSql.values(sql).equals(List.of(expected))) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
