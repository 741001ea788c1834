package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.execution.Run;
import dev.gather.postgresql.PostgreSqlServer;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kind of database a datasource has, as its properties say. */
class DatabaseKindsTest {
    private static DatabaseKinds kinds(boolean withPostgreSql, String url, String said) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters();
        if (!url.isEmpty()) {
            builder.withDefaultValue("quarkus.datasource.orders.reactive.url", url);
        }
        if (!said.isEmpty()) {
            builder.withDefaultValue("quarkus.datasource.orders.db-kind", said);
        }
        SmallRyeConfig config = builder.build();
        DatabaseKind mySql = new NamedPoolFactory(null, config, null, null);
        return new DatabaseKinds(withPostgreSql ? List.of(mySql, PostgreSqlServer.kind(null)) : List.of(mySql), config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mysql://h/d|``|MySQL",
                "vertx-reactive:mysql://h/d|``|MySQL",
                "mariadb://h/d|mariadb|MySQL",
                "mysql://h/d,mysql://i/d|mysql|MySQL",
                "postgresql://h/d|``|PostgreSQL",
                "postgres://h/d|postgresql|PostgreSQL",
                "vertx-reactive:postgresql://h/d|pg|PostgreSQL",
                "``|postgresql|PostgreSQL",
                "``|``|MySQL"
            })
    void isWhatItsUrlSays(String url, String said, String database) {
        DatabaseKinds kinds = kinds(true, url, said);
        assertEquals(Optional.empty(), kinds.absent("orders"));
        assertEquals(
                database,
                kinds.of("orders")
                        .dialect(Run.config().datasources().get("orders"))
                        .database());
    }

    @Test
    void isAbsentFromABuildWithoutIt() {
        assertEquals(
                Optional.of("PostgreSQL"), kinds(false, "postgresql://h/d", "").absent("orders"));
        assertEquals(Optional.of("PostgreSQL"), kinds(false, "", "pgsql").absent("orders"));
        assertEquals(Optional.empty(), kinds(false, "mysql://h/d", "").absent("orders"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://h/d|postgresql|quarkus.datasource.orders.db-kind is postgresql, and the URL starts with mysql: make them agree",
                "oracle://h/d|mysql|quarkus.datasource.orders.reactive.url: this build knows no oracle"
            })
    void isRefusedIfItMakesNoSense(String url, String said, String message) {
        DatabaseKinds kinds = kinds(true, url, said);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> kinds.of("orders"))
                        .getMessage());
    }
}
