package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.config.GatherConfig;
import dev.gather.postgresql.PostgreSqlServer;
import dev.gather.stub.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins come from a credentials provider that the application has, for the default and for named datasources. */
@QuarkusTest
@TestProfile(ProvidedLoginsTest.WithProvider.class)
class ProvidedLoginsTest {
    private static final String USER = "creds_provided";
    private static final String UNREAD = "connection: the login could not be read"
            + " (the credentials provider failed with java.lang.IllegalStateException)";

    @Inject
    @Named("rotating")
    RotatingProvider provider;

    @Inject
    Datasources datasources;

    @Inject
    DatabaseKinds kinds;

    @Inject
    LoginSources logins;

    @Inject
    Config config;

    @Inject
    GatherConfig gather;

    @Inject
    Vertx vertx;

    private final List<String> configured = new ArrayList<>();

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    /** The default datasource has a provider from the start. */
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.credentials-provider", "of-default",
                    "quarkus.datasource.credentials-provider-name", "rotating");
        }
    }

    @BeforeEach
    void createUser() {
        provider.give(USER, "first");
        databases().forEach(database -> database.createReader(USER, "first"));
    }

    @AfterEach
    void dropUser() {
        databases().forEach(database -> database.dropReader(USER));
        configured.forEach(System::clearProperty);
    }

    /** The application's MariaDB, and a PostgreSQL. */
    List<TestDatabase> databases() {
        int port = URI.create(url.substring(url.indexOf("mysql:"))).getPort();
        return List.of(new MySqlTestDatabase("MariaDB", port), new PostgreSqlTestDatabase());
    }

    private static String user(Connections connections) {
        try {
            return connections
                    .reading()
                    .pool()
                    .query("SELECT CURRENT_USER")
                    .execute()
                    .map(rows -> rows.iterator().next().getString(0).replaceFirst("@%$", ""))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            return String.valueOf(SqlFailures.classify(e.getCause()));
        }
    }

    /** One test, since the application has one pool. */
    @Test
    void areReadForEachNewConnectionOfTheDefaultDatasource() {
        TestDatabase database = databases().get(0);
        Connections connections = datasources.byDefault().orElseThrow().connections();
        assertEquals(0, provider.asked("of-default"));
        assertEquals(USER, user(connections));
        assertEquals(1, provider.asked("of-default"));

        database.changePassword(USER, "second");
        assertTrue(Soon.soon(() -> user(connections).startsWith("query: the database refused the user")));
        provider.give(USER, "second");
        assertEquals(USER, user(connections));

        provider.fail(true);
        assertEquals(USER, user(connections));
        database.changePassword(USER, "third");
        assertTrue(Soon.soon(() -> user(connections).equals(UNREAD)), () -> user(connections));
        provider.fail(false);
        provider.giveNone();
        assertEquals(UNREAD.replace("failed with java.lang.IllegalStateException", "gave none"), user(connections));
        provider.give(USER, "third");
        assertEquals(USER, user(connections));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void areReadOnceMoreWhereTheDatabaseRefusesThem(int index) {
        TestDatabase database = databases().get(index);
        String name = "creds-" + database.toString().toLowerCase(Locale.ROOT);
        configure(name, "rotating", database.isPostgreSql() ? PostgreSqlServer.url() : url);
        Connections connections = connections(name);
        assertEquals(0, provider.asked("of-" + name));
        assertEquals(USER, user(connections));
        assertEquals(1, provider.asked("of-" + name));

        database.changePassword(USER, "second");
        provider.giveNext(USER, "second");
        assertTrue(Soon.soon(() -> user(connections).equals(USER)), () -> user(connections));
        assertEquals(3, provider.asked("of-" + name));
    }

    @Test
    void needAProviderThatExists() {
        String name = "creds-orders";
        configure(name, "rotten", url);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> connections(name));

        assertEquals(
                "quarkus.datasource.creds-orders.credentials-provider: the application has no bean named rotten that is a"
                        + " CredentialsProvider",
                refused.getMessage());
    }

    /** Those of a datasource that was configured after the start. */
    private Connections connections(String name) {
        DatasourceSettings settings = DatasourceSettings.of(config, gather, name);
        return kinds.of(name).connect(settings, logins.of(name, settings.config(), vertx));
    }

    private void configure(String name, String bean, String address) {
        Map.of(
                        "credentials-provider", "of-" + name,
                        "credentials-provider-name", bean,
                        "reactive.url", address)
                .forEach((property, value) -> {
                    String full = "quarkus.datasource." + name + "." + property;
                    configured.add(full);
                    System.setProperty(full, value);
                });
    }
}
