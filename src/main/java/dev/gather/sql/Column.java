package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.mysqlclient.impl.MySQLCollation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The database's definition of a column of a result.
 *
 * @param name its name or alias
 * @param type how its values become JSON
 */
record Column(String name, ValueType type) {
    private static final int UNSIGNED = 0x20;
    private static final int BINARY = 63;

    /** Reads a definition: six texts, the fifth of them the name, then numbers of fixed length. */
    static Column read(ByteBuf packet) {
        PacketBytes definition = new PacketBytes(ByteBufUtil.getBytes(packet));
        for (int i = 0; i < 4; i++) {
            definition.skip(definition.length());
        }
        String name = definition.text(StandardCharsets.UTF_8);
        definition.skip(definition.length());
        definition.skip(1);
        int collation = Short.toUnsignedInt(definition.shortInteger());
        definition.skip(Integer.BYTES);
        int type = definition.octet();
        boolean unsigned = (definition.shortInteger() & UNSIGNED) != 0;
        Charset charset = collation == BINARY ? null : MySQLCollation.getJavaCharsetByCollationId(collation);
        return new Column(name, ValueType.of(type, unsigned, charset));
    }
}
