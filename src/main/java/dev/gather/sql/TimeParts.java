package dev.gather.sql;

import io.netty.buffer.ByteBuf;

/** Makes the binary form of dates and times from the texts that a database shows. */
final class TimeParts {
    private static final int DATE = 10;
    private static final int HOURS_OF_DAY = 24;
    private static final int DIGITS_OF_MICROS = 6;

    private TimeParts() {}

    /** Adds {@code yyyy-mm-dd}, or {@code yyyy-mm-dd hh:mm:ss} with a fraction or without. */
    static void moment(String text, ByteBuf binary) {
        if (isZero(text)) {
            binary.writeByte(0);
            return;
        }
        boolean timed = text.length() > DATE;
        binary.writeByte(timed ? 11 : 4)
                .writeShortLE(number(text, 0, 4))
                .writeByte(number(text, 5, 7))
                .writeByte(number(text, 8, DATE));
        if (timed) {
            clock(text, DATE + 1, number(text, DATE + 1, DATE + 3), binary);
        }
    }

    /** Adds {@code [-]hh:mm:ss}, with as many digits of hours as there are, with a fraction or without. */
    static void span(String text, ByteBuf binary) {
        if (isZero(text)) {
            binary.writeByte(0);
            return;
        }
        boolean negative = text.startsWith("-");
        int start = negative ? 1 : 0;
        int colon = text.indexOf(':');
        int hours = number(text, start, colon);
        binary.writeByte(12).writeByte(negative ? 1 : 0).writeIntLE(hours / HOURS_OF_DAY);
        clock(text, colon - 2, hours % HOURS_OF_DAY, binary);
    }

    /** Adds hours, minutes, seconds and microseconds; the text of the last two digits of the hours starts at an index. */
    private static void clock(String text, int start, int hours, ByteBuf binary) {
        binary.writeByte(hours)
                .writeByte(number(text, start + 3, start + 5))
                .writeByte(number(text, start + 6, start + 8));
        String fraction = text.length() > start + 9 ? text.substring(start + 9) : "0";
        binary.writeIntLE(Integer.parseInt((fraction + "000000").substring(0, DIGITS_OF_MICROS)));
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static boolean isZero(String text) {
        return text.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
