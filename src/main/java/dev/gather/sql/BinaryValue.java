package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Converts MySQL's binary values to JSON values. Every MySQL value has one, with all its digits. */
final class BinaryValue {
    private BinaryValue() {}

    /**
     * Reads a value that is not NULL; the result is null for the zero date and JSON's null.
     *
     * @param memory the budget that the values inside a JSON column count against
     */
    static @Nullable Object read(Column column, ByteBuf row, MemoryBudget.Share memory) {
        return switch (column.type()) {
            case 0x01 -> column.unsigned() ? (int) row.readUnsignedByte() : (int) row.readByte();
            case 0x02, 0x0D -> column.unsigned() ? row.readUnsignedShortLE() : (int) row.readShortLE();
            case 0x03, 0x09 -> integer(row.readIntLE(), column.unsigned());
            case 0x08 -> bigInteger(row.readLongLE(), column.unsigned());
            case 0x04 -> Double.valueOf(Float.toString(row.readFloatLE()));
            case 0x05 -> row.readDoubleLE();
            case 0x00, 0xF6 -> new BigDecimal(LengthEncoded.text(row, StandardCharsets.US_ASCII));
            case 0x0A, 0x0E -> BinaryTime.date(row);
            case 0x07, 0x0C -> BinaryTime.moment(row);
            case 0x0B -> BinaryTime.time(row);
            case 0x10 -> bits(LengthEncoded.bytes(row));
            case 0xF5 -> JsonColumn.read(LengthEncoded.text(row, StandardCharsets.UTF_8), memory);
            case 0xF2, 0xFF -> base64(LengthEncoded.bytes(row));
            default -> textOrBytes(column, LengthEncoded.bytes(row));
        };
    }

    private static Object integer(int value, boolean unsigned) {
        return unsigned ? (Object) Integer.toUnsignedLong(value) : (Object) value;
    }

    private static Object bigInteger(long value, boolean unsigned) {
        return unsigned && value < 0 ? (Object) new BigInteger(Long.toUnsignedString(value)) : (Object) value;
    }

    private static Object bits(ByteBuf bytes) {
        if (bytes.readableBytes() > Long.BYTES) {
            throw Failure.of(Code.MALFORMED, "the result cannot be read")
                    .withDetail("a bit field of more than 64 bits");
        }
        return bigInteger(new BigInteger(1, ByteBufUtil.getBytes(bytes)).longValue(), true);
    }

    private static String textOrBytes(Column column, ByteBuf bytes) {
        Charset charset = column.charset();
        return charset == null ? base64(bytes) : bytes.toString(charset);
    }

    private static String base64(ByteBuf bytes) {
        return Base64.getEncoder().encodeToString(ByteBufUtil.getBytes(bytes));
    }
}
