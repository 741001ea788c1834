package dev.gather.sql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times, which become texts in the form of ISO 8601, which is also used for dates that ISO does not have, such as
 * 1987-05-00. The zero date becomes null.
 */
enum TimeType implements ValueType {
    /** {@code yyyy-mm-dd}. */
    DATE(4) {
        @Override
        TimeText text(byte[] parts, int start, int length) {
            TimeText text = new TimeText(parts, start);
            text.day();
            return text;
        }
    },

    /** {@code yyyy-mm-ddThh:mm:ss[.f]}, with a fraction without trailing zeros. */
    MOMENT(4) {
        private static final int WITH_TIME = 7;
        private static final int WITH_FRACTION = 11;

        @Override
        TimeText text(byte[] parts, int start, int length) {
            TimeText text = DATE.text(parts, start, length);
            text.put('T');
            if (length < WITH_TIME) {
                text.midnight();
                return text;
            }
            text.clock(text.octet(4), 5);
            if (length >= WITH_FRACTION && text.number(WITH_TIME) != 0) {
                text.fraction(WITH_TIME);
                text.shorten();
            }
            return text;
        }
    },

    /** {@code [-]hh:mm:ss[.ffffff]}; a time span that may be longer than a day. */
    TIME(8) {
        private static final int WITH_FRACTION = 12;
        private static final int HOURS_OF_DAY = 24;

        @Override
        TimeText text(byte[] parts, int start, int length) {
            TimeText text = new TimeText(parts, start);
            if (text.octet(0) == 1) {
                text.put('-');
            }
            text.clock(text.number(1) * HOURS_OF_DAY + text.octet(5), 6);
            if (length >= WITH_FRACTION) {
                text.fraction(8);
            }
            return text;
        }

        @Override
        TimeText zero() {
            TimeText text = new TimeText(new byte[0], 0);
            text.midnight();
            return text;
        }
    };

    private final int least;

    /** @param least the length of the shortest value but zero, in bytes */
    TimeType(int least) {
        this.least = least;
    }

    /** The text of a value that is not zero. */
    abstract TimeText text(byte[] parts, int start, int length);

    /** The text of zero; null for JSON's null. */
    @Nullable
    TimeText zero() {
        return null;
    }

    /** The text of the next value; null for the zero date. */
    @Nullable
    TimeText text(PacketBytes row) {
        int length = length(row);
        return length == 0 ? zero() : text(row.array(), row.slice(length), length);
    }

    @Override
    public void prepare(byte[] text, int start, int length, ByteBuf binary) {
        String shown = new String(text, start, length, StandardCharsets.US_ASCII);
        if (this == TIME) {
            TimeParts.span(shown, binary);
        } else {
            TimeParts.moment(shown, binary);
        }
    }

    private int length(PacketBytes row) {
        int length = row.octet();
        if (length > 0 && length < least) {
            throw new IndexOutOfBoundsException(length);
        }
        return length;
    }

    @Override
    public boolean check(PacketBytes row) {
        row.skip(length(row));
        return true;
    }

    @Override
    public @Nullable String read(PacketBytes row, MemoryBudget.Share memory) {
        TimeText text = text(row);
        return text == null ? null : text.toString();
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        write(text(row), output);
    }

    static void write(@Nullable TimeText text, JsonOutput output) {
        if (text == null) {
            output.value(null);
        } else {
            output.text(text.ascii(), 0, text.length());
        }
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("string");
    }
}
