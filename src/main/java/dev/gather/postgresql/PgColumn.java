package dev.gather.postgresql;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a statement's rows, as the database describes it.
 *
 * @param name its name or alias
 * @param type the number of its type
 */
record PgColumn(String name, int type) {
    /** The number of a type that the client sends and receives as text. */
    private static final int UNKNOWN = 705;

    private static final int TABLE_AND_ATTRIBUTE = 6;
    private static final int SIZE_MODIFIER_FORMAT = 8;

    /**
     * Reads a RowDescription, and makes all its types unknown to the client, which then asks for texts: they are exact for every
     * type.
     *
     * @param message without its head
     */
    static List<PgColumn> describe(ByteBuf message) {
        int count = message.readUnsignedShort();
        List<PgColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = text(message);
            message.skipBytes(TABLE_AND_ATTRIBUTE);
            columns.add(new PgColumn(name, message.getInt(message.readerIndex())));
            message.setInt(message.readerIndex(), UNKNOWN);
            message.skipBytes(Integer.BYTES + SIZE_MODIFIER_FORMAT);
        }
        return List.copyOf(columns);
    }

    /**
     * Reads a ParameterDescription, and makes all its types unknown to the client, which then sends values as the texts that they
     * are.
     *
     * @param message without its head
     * @return the number of parameters
     */
    static int parameters(ByteBuf message) {
        int count = message.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            message.setInt(message.readerIndex(), UNKNOWN);
            message.skipBytes(Integer.BYTES);
        }
        return count;
    }

    /** Reads a text that ends with a zero byte. */
    static String text(ByteBuf message) {
        int length = message.bytesBefore((byte) 0);
        if (length < 0) {
            throw new IndexOutOfBoundsException("a text without end");
        }
        String text = message.toString(message.readerIndex(), length, StandardCharsets.UTF_8);
        message.skipBytes(length + 1);
        return text;
    }
}
