package dev.gather.sql;

import dev.gather.composition.Backend;
import io.vertx.sqlclient.Pool;

/**
 * A database to ask.
 *
 * @param backend what is known of it besides
 * @param pool its connections
 */
record Datasource(Backend backend, Pool pool) {}
