package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The database's definition of a column of a result.
 *
 * @param name its name or alias
 * @param type the protocol's number for its type
 * @param unsigned whether its numbers are unsigned
 * @param charset the encoding of its texts; null if it contains bytes
 */
record Column(
        String name, int type, boolean unsigned, @Nullable Charset charset) {
    private static final int UNSIGNED = 0x20;
    private static final int BINARY = 63;

    /** Reads a definition: six texts, the fifth of them the name, then numbers of fixed length. */
    static Column read(ByteBuf definition) {
        for (int i = 0; i < 4; i++) {
            definition.skipBytes(Math.toIntExact(LengthEncoded.number(definition)));
        }
        String name = LengthEncoded.text(definition, StandardCharsets.UTF_8);
        definition.skipBytes(Math.toIntExact(LengthEncoded.number(definition)));
        definition.skipBytes(1);
        int collation = definition.readUnsignedShortLE();
        definition.skipBytes(Integer.BYTES);
        int type = definition.readUnsignedByte();
        boolean unsigned = (definition.readUnsignedShortLE() & UNSIGNED) != 0;
        Charset charset = collation == BINARY ? null : MySQLCollation.getJavaCharsetByCollationId(collation);
        return new Column(name, type, unsigned, charset);
    }
}
