package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.sql.LengthEncoded;
import dev.gather.sql.Row;
import io.netty.buffer.ByteBuf;

/** Makes of a DataRow the bytes that all that reads rows knows: a bitmap of NULLs, then each value after its length. */
final class RowBytes {
    private RowBytes() {}

    /**
     * The bytes of a row.
     *
     * @param message without its head
     * @param columns how many there are
     * @throws RuntimeException if the row cannot be read
     */
    static byte[] of(ByteBuf message, int columns) {
        int count = message.readUnsignedShort();
        if (count != columns) {
            throw Failure.of(Code.MALFORMED, "the result cannot be read")
                    .withDetail("a row of " + count + " values for " + columns + " columns");
        }
        byte[] row = new byte[Row.headLength(columns) + valuesLength(message.duplicate(), columns)];
        int at = Row.headLength(columns);
        for (int i = 0; i < columns; i++) {
            int length = message.readInt();
            if (length < 0) {
                Row.setNull(row, i);
            } else {
                at = LengthEncoded.write(length, row, at);
                message.readBytes(row, at, length);
                at += length;
            }
        }
        return row;
    }

    private static int valuesLength(ByteBuf values, int columns) {
        int all = 0;
        for (int i = 0; i < columns; i++) {
            int length = values.readInt();
            if (length >= 0) {
                values.skipBytes(length);
                all += LengthEncoded.size(length) + length;
            }
        }
        return all;
    }
}
