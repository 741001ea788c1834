package dev.gather.sql;

import java.util.List;

/** What the database says to a statement that it is to prepare. */
sealed interface Prepared {
    /**
     * The statement can be run.
     *
     * @param parameters the number of its placeholders
     * @param columns those of its rows; none if it has no rows
     */
    record Accepted(int parameters, List<ColumnDefinition> columns) implements Prepared {}

    /**
     * The statement cannot be run.
     *
     * @param code the number of MySQL's error
     * @param message the database's own, which may contain names of users and hosts
     */
    record Refused(int code, String message) implements Prepared {}
}
