package dev.gather.sql;

import io.netty.buffer.ByteBuf;

/** MySQL's length-encoded integers. */
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

    /** Adds a number that is not negative. */
    static void write(int number, ByteBuf buffer) {
        if (number < 0xFB) {
            buffer.writeByte(number);
        } else if (number <= 0xFFFF) {
            buffer.writeByte(0xFC).writeShortLE(number);
        } else if (number <= 0xFFFFFF) {
            buffer.writeByte(0xFD).writeMediumLE(number);
        } else {
            buffer.writeByte(0xFE).writeLongLE(number);
        }
    }
}
