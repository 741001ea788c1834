/**
 * Sources that are SQL queries: reads their part of the YAML, binds values, runs them on reactive pools and maps the client's
 * exceptions to failures. MySQL is here; a room of its own brings each other kind of database, as a {@code DatabaseKind}.
 */
package dev.gather.sql;
