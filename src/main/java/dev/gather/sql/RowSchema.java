package dev.gather.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON Schema of one row of a result: what its columns' values become. */
final class RowSchema {
    private RowSchema() {}

    /**
     * The schema of a row.
     *
     * @param openTypes whether the types of computed columns are known only when the statement runs
     */
    static Map<String, Object> of(List<ColumnDefinition> columns, boolean openTypes) {
        Map<String, Object> properties = new LinkedHashMap<>();
        columns.forEach(
                column -> properties.put(column.name(), openTypes && !column.stored() ? Map.of() : property(column)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> property(ColumnDefinition column) {
        Map<String, Object> property = new LinkedHashMap<>();
        Optional<String> type = column.valueType().jsonType();
        type.ifPresent(known -> property.put("type", column.isNullable() ? List.of(known, "null") : known));
        property.put("$comment", TypeName.of(column));
        return property;
    }
}
