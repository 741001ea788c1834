package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.LengthEncoded;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arrays, which become lists, and those of several dimensions lists of lists. They are read at once, since memory is counted for
 * each value inside them.
 *
 * @param element the type of their elements
 * @param delimiter between them
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
record PgArray(ValueType element, char delimiter) implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return false;
    }

    @Override
    public List<@Nullable Object> read(PacketBytes row, MemoryBudget.Share memory) {
        int length = row.length();
        int start = row.slice(length);
        return new Reader(row.array(), start, start + length, memory).all();
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        throw new IllegalStateException("arrays are read at once");
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("array");
    }

    /** Reads the text of one array. */
    private final class Reader {
        private static final String NULL = "NULL";

        private final byte[] text;
        private final int end;
        private final MemoryBudget.Share memory;
        /** Large enough for any element. */
        private final byte[] value;

        private int at;

        Reader(byte[] text, int start, int end, MemoryBudget.Share memory) {
            this.text = text;
            this.end = end;
            this.memory = memory;
            this.value = new byte[end - start];
            this.at = start;
        }

        /** Bounds come before the elements if they do not start at 1. */
        List<@Nullable Object> all() {
            while (at < end && text[at] != '{') {
                at++;
            }
            List<@Nullable Object> list = list();
            if (at != end) {
                throw unreadable();
            }
            return list;
        }

        private List<@Nullable Object> list() {
            List<@Nullable Object> list = new ArrayList<>();
            at++;
            if (next() == '}') {
                at++;
                return list;
            }
            while (true) {
                memory.take(ExactJson.BYTES_PER_VALUE);
                list.add(next() == '{' ? list() : element());
                byte after = next();
                at++;
                if (after == '}') {
                    return list;
                }
                if (after != delimiter) {
                    throw unreadable();
                }
            }
        }

        private byte next() {
            if (at >= end) {
                throw unreadable();
            }
            return text[at];
        }

        private @Nullable Object element() {
            boolean quoted = next() == '"';
            int length = quoted ? quoted() : plain();
            boolean isNull = !quoted && new String(value, 0, length, StandardCharsets.US_ASCII).equals(NULL);
            return isNull ? null : read(length);
        }

        private int quoted() {
            int length = 0;
            at++;
            while (next() != '"') {
                if (next() == '\\') {
                    at++;
                }
                value[length++] = next();
                at++;
            }
            at++;
            return length;
        }

        private int plain() {
            int length = 0;
            while (next() != delimiter && next() != '}') {
                value[length++] = next();
                at++;
            }
            return length;
        }

        private @Nullable Object read(int length) {
            byte[] row = new byte[LengthEncoded.size(length) + length];
            System.arraycopy(value, 0, row, LengthEncoded.write(length, row, 0), length);
            boolean unused = element.check(new PacketBytes(row));
            return element.read(new PacketBytes(row), memory);
        }

        private Failure unreadable() {
            return Failure.of(Code.MALFORMED, "an array cannot be read").withDetail("at byte " + at + " of " + end);
        }
    }
}
