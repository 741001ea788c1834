package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Converts MySQL's binary dates and times to text in the form of ISO 8601, which is also used for dates that ISO does not
 * have, such as 1987-05-00. The zero date becomes null.
 */
final class BinaryTime {
    private static final int WITH_TIME = 7;
    private static final int WITH_FRACTION = 11;
    private static final int SPAN_WITH_FRACTION = 12;

    private BinaryTime() {}

    /** {@code yyyy-mm-dd}; null for the zero date. */
    static @Nullable String date(ByteBuf row) {
        int length = row.readUnsignedByte();
        return length == 0 ? null : day(row.readSlice(length));
    }

    /** {@code yyyy-mm-ddThh:mm:ss[.f]}, with a fraction without trailing zeros; null for the zero date. */
    static @Nullable String moment(ByteBuf row) {
        int length = row.readUnsignedByte();
        if (length == 0) {
            return null;
        }
        ByteBuf parts = row.readSlice(length);
        StringBuilder text = new StringBuilder(day(parts)).append('T');
        if (length < WITH_TIME) {
            return text.append("00:00:00").toString();
        }
        clock(text, parts.readUnsignedByte(), parts);
        if (length >= WITH_FRACTION) {
            fraction(text, parts.readUnsignedIntLE(), true);
        }
        return text.toString();
    }

    /** {@code [-]hh:mm:ss[.ffffff]}; a time span that may be longer than a day. */
    static String time(ByteBuf row) {
        int length = row.readUnsignedByte();
        if (length == 0) {
            return "00:00:00";
        }
        ByteBuf parts = row.readSlice(length);
        StringBuilder text = new StringBuilder(parts.readUnsignedByte() == 1 ? "-" : "");
        long days = parts.readUnsignedIntLE();
        clock(text, days * 24 + parts.readUnsignedByte(), parts);
        if (length >= SPAN_WITH_FRACTION) {
            fraction(text, parts.readUnsignedIntLE(), false);
        }
        return text.toString();
    }

    private static String day(ByteBuf parts) {
        StringBuilder text = new StringBuilder();
        number(text, parts.readUnsignedShortLE(), 4);
        number(text.append('-'), parts.readUnsignedByte(), 2);
        number(text.append('-'), parts.readUnsignedByte(), 2);
        return text.toString();
    }

    private static void clock(StringBuilder text, long hours, ByteBuf parts) {
        number(text, hours, 2);
        number(text.append(':'), parts.readUnsignedByte(), 2);
        number(text.append(':'), parts.readUnsignedByte(), 2);
    }

    private static void fraction(StringBuilder text, long micros, boolean shortened) {
        if (micros == 0) {
            return;
        }
        number(text.append('.'), micros, 6);
        while (shortened && text.charAt(text.length() - 1) == '0') {
            text.setLength(text.length() - 1);
        }
    }

    private static void number(StringBuilder text, long number, int digits) {
        String written = Long.toString(number);
        text.append("0".repeat(Math.max(0, digits - written.length()))).append(written);
    }
}
