package dev.gather.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that MySQL or MariaDB can run.
 *
 * @param parameters the number of its placeholders
 * @param definitions those of the columns of its rows; none if it has no rows
 */
record AcceptedStatement(int parameters, List<ColumnDefinition> definitions) implements Prepared.Accepted {
    @Override
    public List<String> columns() {
        return definitions.stream().map(ColumnDefinition::name).toList();
    }

    @Override
    public Map<String, @Nullable Object> row(SqlStatement statement) {
        return RowSchema.of(statement, definitions);
    }
}
