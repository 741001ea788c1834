package dev.gather.sql;

import dev.gather.config.GatherConfig;
import dev.gather.source.Backend;
import dev.gather.trace.CallKind;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database that statements target.
 *
 * @param backend its name, circuit and budgets
 * @param dialect of its statements
 * @param connections its connection pools
 * @param config what the configuration says of it beyond Quarkus' own properties
 * @param configured whether it has a URL; what stands for one without cannot be reached
 */
record Datasource(
        Backend backend, Dialect dialect, Connections connections, GatherConfig.Datasource config, boolean configured) {
    private static final String BACKEND = "datasource ";

    private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");

    /** The name of a datasource's backend. */
    static String backend(String name) {
        return BACKEND + name;
    }

    /** The time zone of its sessions. */
    ZoneRules zone() {
        return config.timeZone().getRules();
    }

    /** Whether it is reached by RDS Proxy. */
    boolean isProxied() {
        return config.rdsProxy();
    }

    /** How large a result may be if its source does not say. */
    ResultLimits limits() {
        return ResultLimits.of(config);
    }

    /**
     * What traces say of a statement to it: what it does, and not to what.
     *
     * @param sql without values
     */
    CallKind traced(String sql) {
        Matcher word = FIRST_WORD.matcher(sql);
        String operation = word.lookingAt() ? word.group(1).toUpperCase(Locale.ROOT) : "STATEMENT";
        return new CallKind(
                operation + ' ' + name(),
                Map.of("db.system.name", dialect.system(), "db.operation.name", operation, "peer.service", name()));
    }

    /** Its name in the configuration. */
    String name() {
        return backend.name().substring(BACKEND.length());
    }
}
