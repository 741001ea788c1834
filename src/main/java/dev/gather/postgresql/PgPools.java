package dev.gather.postgresql;

import dev.gather.config.GatherConfig;
import dev.gather.sql.ConnectionAttempts;
import dev.gather.sql.Connections;
import dev.gather.sql.DatabaseKind;
import dev.gather.sql.DatasourceSettings;
import dev.gather.sql.Dialect;
import dev.gather.sql.GuardedPool;
import dev.gather.sql.Kills;
import dev.gather.sql.Logins;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** PostgreSQL, and what speaks its protocol and its SQL, such as Amazon Aurora. Creates the pools of datasources. */
@ApplicationScoped
class PgPools implements DatabaseKind {
    /** At the end of a statement that does not stay prepared. */
    static final String ONCE = "\n/* gather once */";

    private final Vertx vertx;

    PgPools(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The settings of each session of a pool.
     *
     * @param config what the configuration says of the datasource
     * @param longest the longest time that an execution may take
     * @param readOnly whether statements must not write
     * @param types of the database
     * @param client opens connections to it
     */
    record Settings(
            GatherConfig.Datasource config,
            Duration longest,
            boolean readOnly,
            PgTypes types,
            Supplier<NetClient> client) {
        /** The statements that make values come as they are read here, and let a session that reads do nothing else. */
        String statements() {
            return "SET default_transaction_read_only = " + (readOnly ? "on" : "off") + "; SET TimeZone = '"
                    + zone(config.timeZone()) + "'; SET DateStyle = 'ISO'; SET IntervalStyle = 'iso_8601';"
                    + " SET extra_float_digits = 3; SET bytea_output = 'hex'; SET standard_conforming_strings = on";
        }

        /** An offset has the other sign where it is a name of a zone. */
        private static String zone(ZoneId zone) {
            if (zone.equals(ZoneOffset.UTC)) {
                return "UTC";
            }
            return zone instanceof ZoneOffset offset
                    ? "<" + offset.getId() + ">" + (offset.getTotalSeconds() < 0 ? "+" : "-")
                            + offset.getId().substring(1)
                    : zone.getId();
        }
    }

    @Override
    public List<String> names() {
        return List.of("postgresql", "postgres", "pgsql", "pg");
    }

    @Override
    public Dialect dialect(GatherConfig.Datasource config) {
        return new PgDialect();
    }

    @Override
    public Connections connect(DatasourceSettings settings, Logins logins) {
        PgOptions.check(settings, logins);
        PgTypes types = new PgTypes();
        GuardedPool reading = pool(settings, logins, types, true);
        Optional<GuardedPool> writing =
                settings.config().writes() ? Optional.of(pool(settings, logins, types, false)) : Optional.empty();
        return new Connections(reading, writing, new Kills(reading));
    }

    private GuardedPool pool(DatasourceSettings settings, Logins logins, PgTypes types, boolean readOnly) {
        ConnectionAttempts attempts = new ConnectionAttempts();
        GuardedPgDriver driver = new GuardedPgDriver(settings.config(), logins, attempts, types);
        List<PgConnectOptions> databases =
                settings.urls().stream().map(url -> PgOptions.of(settings, url)).toList();
        Pool pool = driver.createPool(vertx, databases, settings.pool());
        Settings sessions = new Settings(settings.config(), settings.longest(), readOnly, types, driver::client);
        return new GuardedPool(pool, attempts, borrowed -> new PgSession(sessions, borrowed));
    }
}
