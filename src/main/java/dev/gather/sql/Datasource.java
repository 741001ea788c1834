package dev.gather.sql;

import dev.gather.source.Backend;

/**
 * A database to ask.
 *
 * @param backend what is known of it besides
 * @param connections its connections
 */
record Datasource(Backend backend, GuardedPool connections) {}
