package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.stub.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins come from a credentials provider that the application has, for the default and for named datasources. */
@QuarkusTest
@TestProfile(ProvidedLoginsTest.WithProvider.class)
class ProvidedLoginsTest {
    private static final String USER = "creds_provided@%";
    private static final String UNREAD = "connection: the login could not be read"
            + " (the credentials provider failed with java.lang.IllegalStateException)";
    private static final String NAMED = "quarkus.datasource.creds-orders.";

    @Inject
    @Named("rotating")
    RotatingProvider provider;

    @Inject
    Datasources datasources;

    @Inject
    NamedPoolFactory factory;

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
        provider.give("creds_provided", "first");
        OnEachDatabase.runOn(port(), """
                CREATE OR REPLACE USER creds_provided IDENTIFIED BY 'first';
                GRANT SELECT ON demo.* TO creds_provided
                """);
    }

    @AfterEach
    void dropUser() {
        OnEachDatabase.runOn(port(), "DROP USER creds_provided");
        System.clearProperty(NAMED + "credentials-provider");
        System.clearProperty(NAMED + "credentials-provider-name");
        System.clearProperty(NAMED + "reactive.url");
    }

    private int port() {
        return URI.create(url.substring(url.indexOf("mysql:"))).getPort();
    }

    private static String user(Connections connections) {
        try {
            return connections
                    .reading()
                    .pool()
                    .query("SELECT CURRENT_USER()")
                    .execute()
                    .map(rows -> rows.iterator().next().getString(0))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            return String.valueOf(SqlFailures.classify(e.getCause()));
        }
    }

    /** Changes the password, and ends the connections that were made with the old one. */
    private void change(String password) {
        OnEachDatabase.runOn(port(), "ALTER USER creds_provided IDENTIFIED BY '" + password + "'");
        OnEachDatabase.killConnectionsOf(port(), "creds_provided");
    }

    /** One test, since the application has one pool. */
    @Test
    void areReadForEachNewConnectionOfTheDefaultDatasource() {
        Connections connections = datasources.byDefault().orElseThrow().connections();
        assertEquals(0, provider.asked("of-default"));
        assertEquals(USER, user(connections));
        assertEquals(1, provider.asked("of-default"));

        change("second");
        assertTrue(Soon.soon(() -> user(connections).startsWith("query: the database refused the user")));
        provider.give("creds_provided", "second");
        assertEquals(USER, user(connections));

        provider.fail(true);
        assertEquals(USER, user(connections));
        change("third");
        assertTrue(Soon.soon(() -> user(connections).equals(UNREAD)), () -> user(connections));
        provider.fail(false);
        provider.giveNone();
        assertEquals(UNREAD.replace("failed with java.lang.IllegalStateException", "gave none"), user(connections));
        provider.give("creds_provided", "third");
        assertEquals(USER, user(connections));
    }

    @Test
    void areReadOnceMoreWhereTheDatabaseRefusesThem() {
        Connections connections = named("rotating");
        assertEquals(0, provider.asked("of-orders"));
        assertEquals(USER, user(connections));
        assertEquals(1, provider.asked("of-orders"));

        change("second");
        provider.giveNext("creds_provided", "second");
        assertTrue(Soon.soon(() -> user(connections).equals(USER)), () -> user(connections));
        assertEquals(3, provider.asked("of-orders"));
    }

    @Test
    void needAProviderThatExists() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> named("rotten"));

        assertEquals(
                NAMED + "credentials-provider: the application has no bean named rotten that is a CredentialsProvider",
                refused.getMessage());
    }

    private Connections named(String bean) {
        System.setProperty(NAMED + "credentials-provider", "of-orders");
        System.setProperty(NAMED + "credentials-provider-name", bean);
        System.setProperty(NAMED + "reactive.url", url);
        return factory.create("creds-orders");
    }
}
