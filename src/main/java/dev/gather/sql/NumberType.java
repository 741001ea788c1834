package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The types whose values are numbers. */
sealed interface NumberType extends ValueType {
    @Override
    Number read(PacketBytes row, MemoryBudget.Share memory);

    /** A number of up to 64 bits. */
    private static Number integer(long value, boolean unsigned) {
        return unsigned && value < 0 ? (Number) new BigInteger(Long.toUnsignedString(value)) : (Number) value;
    }

    private static void write(long value, boolean unsigned, JsonOutput output) {
        if (unsigned && value < 0) {
            output.raw(Long.toUnsignedString(value).getBytes(StandardCharsets.US_ASCII));
        } else {
            output.integer(value);
        }
    }

    /** Integers of that many bytes. */
    record Whole(int size, boolean unsigned) implements NumberType {
        @Override
        public boolean check(PacketBytes row) {
            row.skip(size);
            return true;
        }

        @Override
        public Number read(PacketBytes row, MemoryBudget.Share memory) {
            long value = value(row);
            boolean isInt = size < Integer.BYTES || (size == Integer.BYTES && !unsigned);
            return isInt ? (Number) (int) value : integer(value, unsigned);
        }

        @Override
        public void write(PacketBytes row, JsonOutput output) {
            NumberType.write(value(row), unsigned, output);
        }

        @Override
        public void prepare(byte[] text, int start, int length, ByteBuf binary) {
            String digits = new String(text, start, length, StandardCharsets.US_ASCII);
            long value = unsigned ? Long.parseUnsignedLong(digits) : Long.parseLong(digits);
            for (int i = 0; i < size; i++) {
                binary.writeByte((int) (value >> (i * Byte.SIZE)));
            }
        }

        private long value(PacketBytes row) {
            return switch (size) {
                case Byte.BYTES -> unsigned ? row.octet() : (byte) row.octet();
                case Short.BYTES -> unsigned ? Short.toUnsignedInt(row.shortInteger()) : row.shortInteger();
                case Integer.BYTES -> unsigned ? Integer.toUnsignedLong(row.integer()) : row.integer();
                default -> row.longInteger();
            };
        }

        @Override
        public Optional<String> jsonType() {
            return Optional.of("integer");
        }
    }

    /** Floating-point numbers of that many bytes; those of four in the digits that their own class has. */
    record Floating(int size) implements NumberType {
        @Override
        public boolean check(PacketBytes row) {
            return Double.isFinite(value(row));
        }

        @Override
        public Number read(PacketBytes row, MemoryBudget.Share memory) {
            return value(row);
        }

        @Override
        public void write(PacketBytes row, JsonOutput output) {
            output.decimal(value(row));
        }

        /** A database shows only six digits of those of four bytes. */
        @Override
        public void prepare(byte[] text, int start, int length, ByteBuf binary) {
            String digits = new String(text, start, length, StandardCharsets.US_ASCII);
            if (size == Float.BYTES) {
                binary.writeIntLE(Float.floatToIntBits(Float.parseFloat(digits)));
            } else {
                binary.writeLongLE(Double.doubleToLongBits(Double.parseDouble(digits)));
            }
        }

        private double value(PacketBytes row) {
            return size == Float.BYTES
                    ? Double.parseDouble(Float.toString(Float.intBitsToFloat(row.integer())))
                    : Double.longBitsToDouble(row.longInteger());
        }

        @Override
        public Optional<String> jsonType() {
            return Optional.of("number");
        }
    }

    /** Decimals, which come as texts; zero may come with a sign, and a column with leading zeros. */
    record Decimal() implements NumberType {
        /** Longer than MySQL's decimals are. */
        private static final int LONGEST = 100;

        @Override
        public boolean check(PacketBytes row) {
            int length = row.length();
            int start = row.slice(length);
            return length <= LONGEST && isPlain(row.array(), start, start + length);
        }

        /** Whether it is what {@link BigDecimal#toPlainString()} makes of it. */
        private static boolean isPlain(byte[] text, int start, int end) {
            int first = start < end && text[start] == '-' ? start + 1 : start;
            int point = digitsEnd(text, first, end);
            boolean zero = point > first && text[first] == '0' && (point - first > 1 || first > start);
            return point > first && !zero && isFraction(text, point, end);
        }

        private static boolean isFraction(byte[] text, int point, int end) {
            return point == end || (text[point] == '.' && point + 1 < end && digitsEnd(text, point + 1, end) == end);
        }

        private static int digitsEnd(byte[] text, int start, int end) {
            int at = start;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
            return at;
        }

        @Override
        public Number read(PacketBytes row, MemoryBudget.Share memory) {
            return new BigDecimal(row.text(StandardCharsets.US_ASCII));
        }

        @Override
        public void write(PacketBytes row, JsonOutput output) {
            row.writeTo(output);
        }

        @Override
        public Optional<String> jsonType() {
            return Optional.of("number");
        }
    }

    /** Bit fields of up to 64 bits, which come as bytes, the highest first. */
    record Bits() implements NumberType {
        @Override
        public boolean check(PacketBytes row) {
            var unused = value(row);
            return true;
        }

        @Override
        public Number read(PacketBytes row, MemoryBudget.Share memory) {
            return integer(value(row), true);
        }

        @Override
        public void write(PacketBytes row, JsonOutput output) {
            NumberType.write(value(row), true, output);
        }

        private static long value(PacketBytes row) {
            int length = row.length();
            if (length > Long.BYTES) {
                throw Failure.of(Code.MALFORMED, "the result cannot be read")
                        .withDetail("a bit field of more than 64 bits");
            }
            long value = 0;
            for (int i = 0; i < length; i++) {
                value = (value << Byte.SIZE) | row.octet();
            }
            return value;
        }

        @Override
        public Optional<String> jsonType() {
            return Optional.of("integer");
        }
    }
}
