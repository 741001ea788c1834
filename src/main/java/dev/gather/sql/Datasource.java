package dev.gather.sql;

import dev.gather.source.Backend;

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

    /** Its name in the configuration. */
    String name() {
        return backend.name().substring(BACKEND.length());
    }
}
