package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A column of a result, as the database defines it.
 *
 * @param name its name or alias
 * @param type the protocol's number of its type
 * @param unsigned whether its numbers are never negative
 * @param charset of its texts; null where it holds bytes
 */
record Column(String name, int type, boolean unsigned, Charset charset) {
    private static final int UNSIGNED = 0x20;
    private static final int BINARY = 63;

    /** Reads a definition: six texts, of which the fifth is the name, and numbers of fixed length. */
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
