package dev.gather.sql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values that are not NULL become JSON values, with all their digits. Each can be read, or be written as JSON
 * without being read before, which must come to the same.
 */
public interface ValueType {
    /**
     * Moves past a value, and checks that it can be read and written later.
     *
     * @return whether it can be; if not, its row is read at once
     * @throws RuntimeException if it cannot be read at all
     */
    boolean check(PacketBytes row);

    /**
     * Reads a value; the result is null for the zero date and JSON's null.
     *
     * @param memory the budget that the values inside a JSON column count against
     */
    @Nullable
    Object read(PacketBytes row, MemoryBudget.Share memory);

    /** Writes a value that {@link #check} allows to be written. */
    void write(PacketBytes row, JsonOutput output);

    /**
     * Adds the binary form of a value that came as text. By default they are the same, after the length.
     *
     * @throws RuntimeException if the text is none of this type
     */
    default void prepare(byte[] text, int start, int length, ByteBuf binary) {
        LengthEncoded.write(length, binary);
        binary.writeBytes(text, start, length);
    }

    /** The JSON Schema's {@code type} of the values that are not NULL; empty if they may be of any. */
    Optional<String> jsonType();

    /**
     * The type with the protocol's number.
     *
     * @param unsigned whether its numbers are unsigned
     * @param charset the encoding of its texts; null if it contains bytes
     */
    static ValueType of(int type, boolean unsigned, @Nullable Charset charset) {
        return switch (type) {
            case 0x01 -> new NumberType.Whole(Byte.BYTES, unsigned);
            case 0x02, 0x0D -> new NumberType.Whole(Short.BYTES, unsigned);
            case 0x03, 0x09 -> new NumberType.Whole(Integer.BYTES, unsigned);
            case 0x08 -> new NumberType.Whole(Long.BYTES, unsigned);
            case 0x04 -> new NumberType.Floating(Float.BYTES);
            case 0x05 -> new NumberType.Floating(Double.BYTES);
            case 0x00, 0xF6 -> new NumberType.Decimal();
            case 0x0A, 0x0E -> TimeType.DATE;
            case 0x07, 0x0C -> TimeType.MOMENT;
            case 0x0B -> TimeType.TIME;
            case 0x10 -> new NumberType.Bits();
            case 0xF5 -> new JsonType();
            case 0xF2 -> new VectorType();
            case 0xFF -> new GeometryType();
            case 0x06, 0x0F, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE -> new TextType(charset);
            default -> new UnknownType(type);
        };
    }
}
