package dev.gather.sql;

import io.netty.buffer.ByteBuf;

/** MySQL's length-encoded integers. */
public final class LengthEncoded {
    private LengthEncoded() {}

    /** Reads a number; numbers beyond a long are negative. */
    public static long number(ByteBuf buffer) {
        int first = buffer.readUnsignedByte();
        return switch (first) {
            case 0xFC -> buffer.readUnsignedShortLE();
            case 0xFD -> buffer.readUnsignedMediumLE();
            case 0xFE -> buffer.readLongLE();
            default -> first;
        };
    }

    /** How many bytes a number takes that is not negative. */
    public static int size(int number) {
        return number < 0xFB ? 1 : number <= 0xFFFF ? 3 : number <= 0xFFFFFF ? 4 : 9;
    }

    /** Puts a number that is not negative at an index, and returns the index behind it. */
    public static int write(int number, byte[] bytes, int at) {
        int size = size(number);
        if (size == 1) {
            bytes[at] = (byte) number;
            return at + 1;
        }
        bytes[at] = (byte) (size == 3 ? 0xFC : size == 4 ? 0xFD : 0xFE);
        for (int i = 1; i < size; i++) {
            bytes[at + i] = (byte) (i > Integer.BYTES ? 0 : number >> ((i - 1) * Byte.SIZE));
        }
        return at + size;
    }

    /** Adds a number that is not negative. */
    public static void write(int number, ByteBuf buffer) {
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
