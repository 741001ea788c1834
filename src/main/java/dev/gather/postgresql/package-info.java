/**
 * PostgreSQL as a database of sources that are SQL: its statements, its connections, its types and its errors. A function has it
 * if it is built with {@code -Ppostgresql}.
 */
@NullMarked
package dev.gather.postgresql;

import org.jspecify.annotations.NullMarked;
