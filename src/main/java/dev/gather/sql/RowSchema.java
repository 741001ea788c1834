package dev.gather.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of one row of a statement: what its columns' values become. It may be wider than the rows that come, and not
 * narrower, but for dates of zeros: they become null whether or not their column allows NULL.
 *
 * @param openTypes whether the types of computed columns are known only when the statement runs
 * @param addedNulls whether columns that do not allow NULL may be NULL in a row
 */
record RowSchema(boolean openTypes, boolean addedNulls) {
    /** The schema of the rows of a statement. */
    static Map<String, @Nullable Object> of(SqlStatement statement, List<ColumnDefinition> columns) {
        RowSchema schema = new RowSchema(OpenTypes.in(statement.pieces()), AddedNulls.in(statement.pieces()));
        return schema.of(columns);
    }

    private Map<String, @Nullable Object> of(List<ColumnDefinition> columns) {
        Map<String, Object> properties = new LinkedHashMap<>();
        columns.stream()
                .filter(column -> !hasOtherName(column))
                .forEach(column -> properties.put(column.name(), property(column)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        return schema;
    }

    /** Without an alias the name is the text of the computation, which has other placeholders for other values. */
    private boolean hasOtherName(ColumnDefinition column) {
        return isOpen(column) && column.name().contains("?");
    }

    private boolean isOpen(ColumnDefinition column) {
        return openTypes && !column.stored();
    }

    private Map<String, Object> property(ColumnDefinition column) {
        if (isOpen(column)) {
            return Map.of();
        }
        Map<String, Object> property = new LinkedHashMap<>();
        type(column).ifPresent(type -> property.put("type", type));
        property.put("$comment", TypeName.of(column));
        return property;
    }

    private Optional<Object> type(ColumnDefinition column) {
        if (column.type() == TypeName.NULL) {
            return Optional.of("null");
        }
        boolean nullable = column.isNullable() || addedNulls;
        return column.valueType().jsonType().map(type -> nullable ? List.of(type, "null") : type);
    }
}
