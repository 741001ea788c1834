package dev.gather.postgresql;

import dev.gather.sql.Prepared;
import dev.gather.sql.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL can run.
 *
 * @param statement what the database says of it
 * @param types of the database
 */
record AcceptedByPg(Conversation.Statement statement, PgTypes types) implements Prepared.Accepted {
    @Override
    public int parameters() {
        return statement.parameters();
    }

    @Override
    public List<String> columns() {
        return statement.columns().stream().map(PgColumn::name).toList();
    }

    /** Any column may be NULL: the database does not say of which joined columns that is true. */
    @Override
    public Map<String, @Nullable Object> row(SqlStatement asked) {
        Map<String, Object> properties = new LinkedHashMap<>();
        statement.columns().forEach(column -> properties.put(column.name(), property(column)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        return schema;
    }

    /** A type that is not known yet may be an array or a text. */
    private Map<String, Object> property(PgColumn column) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (types.isKnown(column.type())) {
            types.of(column.type()).jsonType().ifPresent(type -> property.put("type", List.of(type, "null")));
        }
        property.put("$comment", PgTypeName.of(column.type()));
        return property;
    }
}
