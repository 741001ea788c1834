/**
 * Sources that are SQL queries: reads their part of the YAML, binds values, runs them on the reactive MySQL pools and
 * maps the client's exceptions to failures.
 */
package dev.gather.sql;
