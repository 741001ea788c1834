package dev.gather.sql;

import dev.gather.yaml.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the database says to a statement that it is to prepare. */
public sealed interface Prepared {
    /** The statement can be run. */
    non-sealed interface Accepted extends Prepared {
        /** The number of its placeholders. */
        int parameters();

        /** The names of the columns of its rows; none if it has no rows. */
        List<String> columns();

        /** The JSON Schema of its rows. */
        Map<String, @Nullable Object> row(SqlStatement statement);
    }

    /** The statement cannot be run. */
    non-sealed interface Refused extends Prepared {
        /** Whether the names of columns help. */
        boolean isUnknownColumn();

        /**
         * The problem, at what the database names if that is found: with the database's own names, but without those of users and
         * hosts.
         *
         * @param text the statement
         * @param columns the names of the columns that there are, as far as they are known
         */
        Problem problem(PreparedText text, Collection<String> columns);
    }
}
