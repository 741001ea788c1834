package dev.gather.sql;

import dev.gather.source.Backend;
import java.time.zone.ZoneRules;

/**
 * A database that statements target.
 *
 * @param backend its name, circuit and budgets
 * @param connections its connection pools
 * @param configured whether it has a URL; what stands for one without cannot be reached
 */
record Datasource(Backend backend, Connections connections, boolean configured) {
    private static final String BACKEND = "datasource ";

    /** The name of a datasource's backend. */
    static String backend(String name) {
        return BACKEND + name;
    }

    /** The time zone of its sessions. */
    ZoneRules zone() {
        return connections.reading().settings().zone();
    }

    /** Whether texts between double quotes are names in its statements. */
    boolean ansiQuotes() {
        return connections.reading().settings().ansiQuotes();
    }

    /** Whether it is reached by RDS Proxy. */
    boolean isProxied() {
        return connections.reading().settings().isProxied();
    }

    /** How large a result may be if its source does not say. */
    ResultLimits limits() {
        return ResultLimits.of(connections.reading().settings().config());
    }

    /** Its name in the configuration. */
    String name() {
        return backend.name().substring(BACKEND.length());
    }
}
