package dev.gather.postgresql;

import java.util.Map;

/** The names of PostgreSQL's own types, as in the definition of a table; without sizes. */
final class PgTypeName {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(16, "boolean"),
            Map.entry(17, "bytea"),
            Map.entry(20, "bigint"),
            Map.entry(21, "smallint"),
            Map.entry(23, "integer"),
            Map.entry(25, "text"),
            Map.entry(114, "json"),
            Map.entry(700, "real"),
            Map.entry(701, "double precision"),
            Map.entry(1042, "character"),
            Map.entry(1043, "character varying"),
            Map.entry(1082, "date"),
            Map.entry(1083, "time"),
            Map.entry(1114, "timestamp"),
            Map.entry(1184, "timestamp with time zone"),
            Map.entry(1186, "interval"),
            Map.entry(1266, "time with time zone"),
            Map.entry(1700, "numeric"),
            Map.entry(2950, "uuid"),
            Map.entry(3802, "jsonb"));

    private PgTypeName() {}

    /** The name of a type; its number if it is none of the most common. */
    static String of(int type) {
        return NAMES.getOrDefault(type, "type " + Integer.toUnsignedString(type));
    }
}
