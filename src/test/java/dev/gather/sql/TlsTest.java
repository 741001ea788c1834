package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.config.GatherConfig;
import dev.gather.dev.EmbeddedDatabase;
import dev.gather.stub.Certificates;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each {@code ssl-mode} of a named datasource accepts. */
class TlsTest extends OnEachMySql {
    private static final String HOST_NAMES = "reactive.hostname-verification-algorithm";

    @TempDir
    static Path folder;

    /** How a connection came about. */
    private enum Result {
        PLAIN,
        TLS,
        REFUSED,
        /** The pool is not even created. */
        NO_POOL
    }

    /** Mode, what is trusted, whether the certificate is for the host, and the result. */
    private static final String TABLE = """
            disabled        none  right PLAIN
            disabled        other right PLAIN
            preferred       all   right TLS
            preferred       own   right TLS
            preferred       own   wrong TLS
            preferred       none  right PLAIN
            preferred       other right PLAIN
            required        all   right TLS
            required        own   right TLS
            required        own   wrong TLS
            required        none  right REFUSED
            required        other right REFUSED
            verify-ca       own   right TLS
            verify-ca       own   wrong TLS
            verify-ca       other right REFUSED
            verify-ca       none  right NO_POOL
            verify-ca       all   right NO_POOL
            verify-identity own   right TLS
            verify-identity own   wrong REFUSED
            verify-identity other right REFUSED
            verify-identity none  right NO_POOL
            verify-identity all   right NO_POOL
            """;

    private static EmbeddedDatabase misnamed;

    /** Its certificate is for another host, as the one that MySQL makes for itself is for none. */
    @BeforeAll
    static void start() {
        misnamed = EmbeddedDatabase.startWithTls(Certificates.OTHER, Certificates.OTHER_KEY);
    }

    @AfterAll
    static void stop() {
        misnamed.close();
    }

    Stream<Arguments> cases() {
        return TABLE.lines().map(line -> List.of(line.split(" +"))).flatMap(cells -> ports(
                        cells.get(2).equals("wrong"), cells.get(0))
                .map(port -> Arguments.of(port, cells.get(0), cells.get(1), Result.valueOf(cells.get(3)))));
    }

    private Stream<Integer> ports(boolean isMisnamed, String mode) {
        Stream<Integer> mySql = mySqlPorts().stream().filter(OnEachMySql::isMySql);
        boolean alsoMySql = isMisnamed || !mode.equals("verify-identity");
        return Stream.concat(
                Stream.of(
                        isMisnamed
                                ? URI.create(misnamed.url()).getPort()
                                : mySqlPorts().get(0)),
                alsoMySql ? mySql : Stream.empty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptsWhatItsModeSays(int port, String mode, String trusted, Result expected) throws Exception {
        Map<String, String> properties = new HashMap<>(trust(trusted, port));
        properties.put("reactive.mysql.ssl-mode", mode);
        if (mode.equals("verify-identity")) {
            properties.put(HOST_NAMES, "HTTPS");
        }

        assertEquals(expected, result(port, properties));
    }

    @ParameterizedTest
    @CsvSource({"required, REFUSED", "verify-ca, REFUSED", "preferred, PLAIN"})
    void alsoVerifiesTheNameInOtherModesWhereThatIsSet(String mode, Result expected) throws Exception {
        for (int port : List.of(mySqlPorts().get(0), URI.create(misnamed.url()).getPort())) {
            Map<String, String> properties = new HashMap<>(trust("own", port));
            properties.put("reactive.mysql.ssl-mode", mode);
            properties.put(HOST_NAMES, "HTTPS");

            assertEquals(port == mySqlPorts().get(0) ? Result.TLS : expected, result(port, properties));
        }
    }

    private static Map<String, String> trust(String trusted, int port) throws IOException, GeneralSecurityException {
        return switch (trusted) {
            case "all" -> Map.of("reactive.trust-all", "true");
            case "own" ->
                Map.of("reactive.trust-certificate-pem.certs", own(port).toString());
            case "other" -> Map.of("reactive.trust-certificate-pem.certs", Certificates.OTHER.toString());
            default -> Map.of();
        };
    }

    private static Path own(int port) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(port + ".pem");
        if (!Files.exists(file)) {
            Certificates.save(port, file);
        }
        return file;
    }

    private static Result result(int port, Map<String, String> properties) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(GatherConfig.class);
        Map<String, String> all = new HashMap<>(properties);
        all.put("reactive.url", "mysql://localhost:" + port + "/demo");
        all.put("username", "gather");
        all.put("password", "gather");
        all.forEach((name, value) -> builder.withDefaultValue("quarkus.datasource.orders." + name, value));
        SmallRyeConfig config = builder.withDefaultValue("quarkus.datasource.reactive.idle-timeout", "4M")
                .withDefaultValue("quarkus.datasource.reactive.max-lifetime", "30M")
                .withDefaultValue("gather.datasources.orders.allow-public-key-retrieval", "true")
                .build();
        Vertx vertx = Vertx.vertx();
        try {
            return connect(new NamedPoolFactory(
                    vertx, config, config.getConfigMapping(GatherConfig.class), new LoginSources(config)));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Result connect(NamedPoolFactory factory) {
        Connections connections;
        try {
            connections = factory.create("orders");
        } catch (IllegalArgumentException e) {
            return Result.NO_POOL;
        }
        try {
            RowSet<Row> cipher = connections
                    .reading()
                    .pool()
                    .query("SHOW STATUS LIKE 'Ssl_cipher'")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return cipher.iterator().next().getString(1).isEmpty() ? Result.PLAIN : Result.TLS;
        } catch (CompletionException e) {
            return Result.REFUSED;
        }
    }
}
