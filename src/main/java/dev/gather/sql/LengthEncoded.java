package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;

/** Reads MySQL's length-encoded integers and strings. */
final class LengthEncoded {
    private LengthEncoded() {}

    /** Reads a number; numbers beyond a long are negative. */
    static long number(ByteBuf buffer) {
        int first = buffer.readUnsignedByte();
        return switch (first) {
            case 0xFC -> buffer.readUnsignedShortLE();
            case 0xFD -> buffer.readUnsignedMediumLE();
            case 0xFE -> buffer.readLongLE();
            default -> first;
        };
    }

    /** Reads bytes, without copying them. */
    static ByteBuf bytes(ByteBuf buffer) {
        return buffer.readSlice(Math.toIntExact(number(buffer)));
    }

    static String text(ByteBuf buffer, Charset charset) {
        return bytes(buffer).toString(charset);
    }
}
