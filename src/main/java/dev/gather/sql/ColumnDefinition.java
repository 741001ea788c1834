package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The database's definition of a column of a result.
 *
 * @param name its name or alias
 * @param stored whether it is a column of a table or view, and not computed
 * @param type the protocol's number of its type
 * @param width the number of characters that it shows, or of its bits
 * @param charset the encoding of its texts; null if it contains bytes
 * @param flags the protocol's flags
 */
record ColumnDefinition(
        String name,
        boolean stored,
        int type,
        long width,
        @Nullable Charset charset,
        int flags) {
    private static final int NOT_NULL = 0x1;
    private static final int UNSIGNED = 0x20;
    private static final int BINARY = 63;
    private static final int TINYINT = 0x01;
    private static final int TIMESTAMP = 0x07;
    private static final int BIT = 0x10;

    /** Reads a definition: catalog, schema, table, its original name, the column's name and its original name, then numbers. */
    static ColumnDefinition read(ByteBuf packet) {
        PacketBytes definition = new PacketBytes(ByteBufUtil.getBytes(packet));
        definition.skip(definition.length());
        boolean inSchema = hasText(definition);
        definition.skip(definition.length());
        boolean inTable = hasText(definition);
        String name = definition.text(StandardCharsets.UTF_8);
        definition.skip(definition.length());
        definition.skip(1);
        int collation = Short.toUnsignedInt(definition.shortInteger());
        long width = Integer.toUnsignedLong(definition.integer());
        int type = definition.octet();
        int flags = Short.toUnsignedInt(definition.shortInteger());
        Charset charset = collation == BINARY ? null : MySQLCollation.getJavaCharsetByCollationId(collation);
        return new ColumnDefinition(name, inSchema && inTable, type, width, charset, flags);
    }

    /** Moves past a text, and says whether it has any characters. */
    private static boolean hasText(PacketBytes definition) {
        int length = definition.length();
        definition.skip(length);
        return length > 0;
    }

    /** Whether its numbers have no sign. */
    boolean isUnsigned() {
        return (flags & UNSIGNED) != 0;
    }

    /** Whether its values may be NULL. */
    boolean isNullable() {
        return (flags & NOT_NULL) == 0;
    }

    /** Whether it is a BOOLEAN, which is another name for TINYINT(1), or BIT(1). */
    boolean isBoolean() {
        return width == 1 && (type == TINYINT || type == BIT);
    }

    /** Whether its values are moments, which the database shows in the time zone of the session. */
    boolean isInstant() {
        return type == TIMESTAMP;
    }

    /** How its values become JSON where a source says nothing else. */
    ValueType valueType() {
        return ValueType.of(type, isUnsigned(), charset);
    }
}
