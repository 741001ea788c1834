package dev.gather.sql;

import dev.gather.source.Backend;

/**
 * A database that queries target.
 *
 * @param backend its name, circuit and budgets
 * @param connections its connection pool
 */
record Datasource(Backend backend, GuardedPool connections) {}
