package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a source become JSON, beyond what their types say.
 *
 * @param booleans whether columns of the type BOOLEAN become true and false, not numbers
 * @param json the names of columns whose texts are JSON
 * @param zone the time zone of the session
 */
record ColumnTypes(boolean booleans, Set<String> json, ZoneRules zone) {
    private static final String PROPERTIES = "properties";
    private static final String TYPE = "type";
    private static final String BOOLEAN = "boolean";

    /** What the types alone say, in sessions whose time zone is UTC. */
    static final ColumnTypes PLAIN = new ColumnTypes(false, Set.of(), ZoneOffset.UTC.getRules());

    /**
     * The schema of rows with these types.
     *
     * @param row that of the database's own types, as {@link RowSchema} makes it
     */
    Map<String, @Nullable Object> schema(Map<String, @Nullable Object> row) {
        if (!(row.get(PROPERTIES) instanceof Map<?, ?> columns)) {
            return row;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        columns.forEach((name, column) -> properties.put(name.toString(), property(name.toString(), column)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(row);
        schema.put(PROPERTIES, properties);
        return schema;
    }

    private @Nullable Object property(String name, @Nullable Object column) {
        if (!(column instanceof Map<?, ?> known)) {
            return column;
        }
        Map<Object, @Nullable Object> property = new LinkedHashMap<>(known);
        String type = String.valueOf(known.get("$comment"));
        if (json.contains(name)) {
            property.remove(TYPE);
        } else if (booleans && (type.startsWith(TypeName.TINYINT_1) || type.startsWith(TypeName.BIT_1))) {
            property.put(TYPE, known.get(TYPE) instanceof List<?> ? List.of(BOOLEAN, "null") : BOOLEAN);
        }
        return property;
    }

    /** The column, for reading its values. */
    Column column(ColumnDefinition definition) {
        return new Column(definition.name(), valueType(definition));
    }

    private ValueType valueType(ColumnDefinition definition) {
        ValueType type = definition.valueType();
        if (type instanceof TextType && json.contains(definition.name())) {
            return new JsonType();
        }
        if (definition.isInstant()) {
            return new InstantType(zone);
        }
        return booleans && definition.isBoolean() ? new BooleanType(type) : type;
    }

    /**
     * Checks the names of a result.
     *
     * @throws Failure if a column that is to be JSON is not there
     */
    void check(List<Column> columns) {
        if (json.isEmpty()) {
            return;
        }
        Set<String> absent = new TreeSet<>(json);
        columns.forEach(column -> absent.remove(column.name()));
        if (!absent.isEmpty()) {
            throw Failure.of(
                    Code.MALFORMED, "json names " + String.join(", ", absent) + ", of which the query has no columns");
        }
    }
}
