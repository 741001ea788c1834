package dev.gather.sql;

/** The names of the database's types, as in the definition of a table; without sizes, but for those of truth values. */
final class TypeName {
    /** The type of what is always NULL. */
    static final int NULL = 0x06;

    /** A BOOLEAN, which is the same. */
    static final String TINYINT_1 = "TINYINT(1)";

    static final String BIT_1 = "BIT(1)";

    private static final int ENUM = 0x100;
    private static final int SET = 0x800;

    private TypeName() {}

    static String of(ColumnDefinition column) {
        String name =
                switch (column.type()) {
                    case 0x01 -> column.isBoolean() ? TINYINT_1 : "TINYINT";
                    case 0x02 -> "SMALLINT";
                    case 0x09 -> "MEDIUMINT";
                    case 0x03 -> "INT";
                    case 0x08 -> "BIGINT";
                    case 0x04 -> "FLOAT";
                    case 0x05 -> "DOUBLE";
                    case 0x00, 0xF6 -> "DECIMAL";
                    case 0x0D -> "YEAR";
                    case 0x0A, 0x0E -> "DATE";
                    case 0x0B -> "TIME";
                    case 0x07 -> "TIMESTAMP";
                    case 0x0C -> "DATETIME";
                    case 0x10 -> column.isBoolean() ? BIT_1 : "BIT";
                    case 0xF5 -> "JSON";
                    case 0xF2 -> "VECTOR";
                    case 0xFF -> "GEOMETRY";
                    case NULL -> "NULL";
                    default -> text(column);
                };
        boolean number = column.valueType() instanceof NumberType && !name.equals("YEAR") && !name.startsWith("BIT");
        return number && column.isUnsigned() ? name + " UNSIGNED" : name;
    }

    private static String text(ColumnDefinition column) {
        boolean bytes = column.charset() == null;
        if ((column.flags() & (ENUM | SET)) != 0) {
            return (column.flags() & ENUM) != 0 ? "ENUM" : "SET";
        }
        return switch (column.type()) {
            case 0xFE -> bytes ? "BINARY" : "CHAR";
            case 0xF9, 0xFA, 0xFB, 0xFC -> bytes ? "BLOB" : "TEXT";
            default -> bytes ? "VARBINARY" : "VARCHAR";
        };
    }
}
