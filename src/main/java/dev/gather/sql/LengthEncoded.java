package dev.gather.sql;

import io.netty.buffer.ByteBuf;

/** Reads MySQL's length-encoded integers. */
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
}
