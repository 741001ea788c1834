package dev.gather.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.config.GatherConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS that could protect no connection is refused when the function starts, and not at its first query. */
class PoolSettingsTest {
    private static final PemTrustOptions CERTIFICATES = new PemTrustOptions().addCertPath("ca.pem");

    /** What the configuration says of a datasource with these properties, below {@code gather.datasources.test}. */
    static GatherConfig.Datasource config(Map<String, String> properties) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(GatherConfig.class);
        builder.withDefaultValue("gather.datasources.test.writes", "false");
        properties.forEach((property, value) -> builder.withDefaultValue("gather.datasources.test." + property, value));
        return builder.build()
                .getConfigMapping(GatherConfig.class)
                .datasources()
                .get("test");
    }

    private static PoolSettings settings(String name, MySQLConnectOptions database) {
        return settings(name, database, Map.of());
    }

    private static PoolSettings settings(String name, MySQLConnectOptions database, Map<String, String> properties) {
        return new PoolSettings(name, List.of(database), new PoolOptions(), Duration.ofSeconds(1), config(properties));
    }

    @ParameterizedTest
    @CsvSource({
        "connect-timeout, 0s",
        "max-bytes, 0",
        "max-rows, 0",
        "max-rows, -1",
        "group-concat-max-len, -1",
        "prepared-statements, 0"
    })
    void refuseNumbersWithWhichNoQueryCouldRun(String property, String value) {
        MySQLConnectOptions database = new MySQLConnectOptions();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> settings("test", database, Map.of(property, value)));

        assertEquals("gather.datasources.test." + property + ": it has to be above 0", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            default | VERIFY_CA       | quarkus.datasource.reactive.mysql.ssl-mode
            default | VERIFY_IDENTITY | quarkus.datasource.reactive.mysql.ssl-mode
            orders  | VERIFY_CA       | quarkus.datasource.orders.reactive.mysql.ssl-mode
            """)
    void refuseToVerifyWithoutCertificates(String name, SslMode mode, String property) {
        MySQLConnectOptions database = new MySQLConnectOptions().setSslMode(mode);

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> settings(name, database));

        assertEquals(
                property + " verifies certificates, and there are none",
                String.valueOf(refused.getMessage()).split(":")[0]);
    }

    @ParameterizedTest
    @CsvSource({",false", "'',false", "HTTPS,true"})
    void refuseToVerifyNamesWithoutAnAlgorithm(String algorithm, boolean accepted) {
        MySQLConnectOptions database =
                new MySQLConnectOptions().setSslMode(SslMode.VERIFY_IDENTITY).setTrustOptions(CERTIFICATES);
        database.setHostnameVerificationAlgorithm(algorithm == null ? "" : algorithm);

        if (accepted) {
            assertEquals(1, settings("default", database).databases().size());
        } else {
            assertThrows(IllegalArgumentException.class, () -> settings("default", database));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"DISABLED", "PREFERRED", "REQUIRED"})
    void takeWhatNeedsNoCertificates(SslMode mode) {
        assertEquals(
                1,
                settings("default", new MySQLConnectOptions().setSslMode(mode))
                        .databases()
                        .size());
    }
}
