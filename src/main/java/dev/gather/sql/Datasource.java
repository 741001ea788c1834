package dev.gather.sql;

import dev.gather.source.Backend;

/**
 * A database that statements target.
 *
 * @param backend its name, circuit and budgets
 * @param connections its connection pools
 */
record Datasource(Backend backend, Connections connections) {}
