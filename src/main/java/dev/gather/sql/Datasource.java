package dev.gather.sql;

import dev.gather.source.Backend;

/**
 * A database that statements target.
 *
 * @param backend its name, circuit and budgets
 * @param connections its connection pools
 * @param configured whether it has a URL; what stands for one without cannot be reached
 */
record Datasource(Backend backend, Connections connections, boolean configured) {}
