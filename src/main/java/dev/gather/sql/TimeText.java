package dev.gather.sql;

import java.nio.charset.StandardCharsets;

/** The text of a date or a time, made from the parts of its binary form without a formatter. */
final class TimeText {
    private static final int LONGEST = 40;
    private static final int FRACTION = 6;

    private final byte[] parts;
    private final int start;
    private final byte[] text = new byte[LONGEST];
    private int length;

    /** @param start the index of the first part */
    TimeText(byte[] parts, int start) {
        this.parts = parts;
        this.start = start;
    }

    /** The text's characters; more than {@link #length} are not part of it. */
    byte[] ascii() {
        return text;
    }

    int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The part of one byte at an index after the first. */
    int octet(int index) {
        return parts[start + index] & 0xFF;
    }

    /** The part of four bytes at an index after the first. */
    long number(int index) {
        return octet(index) | (octet(index + 1) << 8) | (octet(index + 2) << 16) | ((long) octet(index + 3) << 24);
    }

    /** {@code yyyy-mm-dd}, from the first four bytes. */
    void day() {
        digits(octet(0) | (octet(1) << 8), 4);
        put('-');
        digits(octet(2), 2);
        put('-');
        digits(octet(3), 2);
    }

    /** {@code hh:mm:ss}. The hours may be more than a day has; minutes and seconds are at an index. */
    void clock(long hours, int index) {
        digits(hours, 2);
        put(':');
        digits(octet(index), 2);
        put(':');
        digits(octet(index + 1), 2);
    }

    /** {@code 00:00:00}. */
    void midnight() {
        for (char each : "00:00:00".toCharArray()) {
            put(each);
        }
    }

    /** {@code .ffffff} if the microseconds at an index are not zero. */
    void fraction(int index) {
        long micros = number(index);
        if (micros != 0) {
            put('.');
            digits(micros, FRACTION);
        }
    }

    /** Removes zeros at the end. */
    void shorten() {
        while (text[length - 1] == '0') {
            length--;
        }
    }

    void put(char ascii) {
        text[length++] = (byte) ascii;
    }

    void twoDigits(int number) {
        digits(number, 2);
    }

    /** The number with at least so many digits. */
    private void digits(long number, int least) {
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        int end = length + Math.max(count, least);
        long rest = number;
        for (int i = end - 1; i >= length; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
    }
}
