package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gather.failure.Failure;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a user of {@code caching_sha2_password} logs in to MySQL, which has it by default; MariaDB 11.4 does not know it. */
class CachingSha2Test extends OnEachMySql {
    private static final String WHO = "SELECT CURRENT_USER() AS who";
    private static final String UNPROTECTED =
            "the database asks for the password over a connection that does not protect it";
    private static final String REFUSED = "the database refused the user (MySQL error 1045)";

    @TempDir
    static Path folder;

    private int port;

    @BeforeAll
    void createUser() {
        port = mySqlPorts().get(mySqlPorts().size() - 1);
        assumeTrue(isMySql(port), "no MySQL: set test.mysql-port");
        forget();
    }

    @AfterAll
    void dropUser() {
        if (isMySql(port)) {
            runAsRoot(port, "DROP USER IF EXISTS creds_sha2");
        }
    }

    /** The database keeps a hash of the password after the first full login, until the user changes. */
    private void forget() {
        runAsRoot(port, """
                DROP USER IF EXISTS creds_sha2;
                CREATE USER creds_sha2 IDENTIFIED WITH caching_sha2_password BY 'pässwörd';
                GRANT SELECT ON demo.* TO creds_sha2
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain | full | none  | no    | unprotected
            plain | full | none  | given | ok
            plain | full | right | no    | ok
            plain | full | right | given | ok
            plain | full | wrong | no    | refused
            plain | full | wrong | given | refused
            plain | fast | none  | no    | ok
            plain | fast | wrong | no    | ok
            tls   | full | none  | no    | ok
            tls   | full | wrong | no    | ok
            tls   | fast | none  | no    | ok
            """)
    void logsInWhereThePasswordIsProtected(String wire, String login, String key, String retrieval, String expected)
            throws Exception {
        forget();
        if (login.equals("fast")) {
            assertEquals("ok", ask("pässwörd", "tls", Map.of()));
        }
        Map<String, String> properties = new HashMap<>();
        properties.put("allow-public-key-retrieval", String.valueOf(retrieval.equals("given")));
        if (!key.equals("none")) {
            properties.put("server-rsa-public-key", key(key).toString());
        }

        assertEquals(expected, ask("pässwörd", wire, properties));
    }

    @ParameterizedTest
    @CsvSource({"plain,full", "plain,fast", "tls,full", "tls,fast"})
    void refusesAWrongPassword(String wire, String login) {
        forget();
        if (login.equals("fast")) {
            assertEquals("ok", ask("pässwörd", "tls", Map.of()));
        }

        assertEquals("refused", ask("wrong", wire, Map.of("allow-public-key-retrieval", "true")));
    }

    private String ask(String password, String wire, Map<String, String> properties) {
        MySQLConnectOptions options = Queries.at(port).setUser("creds_sha2").setPassword(password);
        if (wire.equals("tls")) {
            options.setSslMode(SslMode.REQUIRED).setTrustAll(true);
        }
        try (Queries queries = Queries.to(options, 1, properties)) {
            assertEquals(List.of(Map.of("who", "creds_sha2@%")), queries.ask(WHO));
            return "ok";
        } catch (Failure e) {
            return e.getMessage().equals(UNPROTECTED)
                    ? "unprotected"
                    : e.getMessage().equals(REFUSED) ? "refused" : e.toString();
        }
    }

    private Path key(String which) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(which + ".pem");
        return Files.exists(file) ? file : Files.writeString(file, which.equals("right") ? ownKey() : otherKey());
    }

    private String ownKey() {
        return valueOf(port, "SHOW STATUS LIKE 'Caching_sha2_password_rsa_public_key'");
    }

    private static String otherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
