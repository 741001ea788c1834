package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes JSON objects of the rows of one result, as they arrive: exact decimals, dates and times as texts, JSON columns as
 * what they hold, binary columns as base64. It ends the reading where they do not fit the memory.
 */
final class ResultReader {
    private final SqlCall.Rows rows;
    private final MemoryBudget.Share memory;
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Object> objects = new ArrayList<>();
    private String ambiguous;
    private int count;
    private long found;

    ResultReader(SqlCall.Rows rows, MemoryBudget.Share memory) {
        this.rows = rows;
        this.memory = memory;
    }

    /** How many columns the result has. */
    void columns(int number) {
        count = number;
    }

    /** The next definition; what comes after the last one is none. */
    void column(ByteBuf definition) {
        if (columns.size() == count) {
            return;
        }
        Column column = Column.read(definition);
        columns.add(column);
        if (!names.add(column.name())) {
            ambiguous = column.name();
        }
    }

    /** The next row. Where one is enough, the others are not read. */
    void row(ByteBuf row) {
        found++;
        boolean needed = !rows.one() || objects.isEmpty();
        if (needed && ambiguous == null) {
            memory.take((1L + count) * ExactJson.BYTES_PER_VALUE + row.readableBytes());
            objects.add(object(row));
        }
    }

    /** A byte, a bit for each column that is NULL from the third bit on, and the values of the others. */
    private Map<String, Object> object(ByteBuf row) {
        int nulls = row.readerIndex() + 1;
        row.skipBytes(1 + (count + 9) / 8);
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            boolean isNull = (row.getByte(nulls + (i + 2) / 8) >> (i + 2) % 8 & 1) == 1;
            Column column = columns.get(i);
            object.put(column.name(), isNull ? null : BinaryValue.read(column, row, memory));
        }
        return object;
    }

    /** How many rows the database sent. */
    long found() {
        return found;
    }

    /** The value that the rows make. Two columns of one name would leave it to chance which one is seen. */
    Object value() {
        if (ambiguous != null) {
            throw Failure.of(
                    Code.MALFORMED, "two columns of the query are named '" + ambiguous + "': give one an alias");
        }
        if (objects.isEmpty() && rows.neededOnce()) {
            throw Failure.of(Code.MISSING, "there is no such row");
        }
        return rows.one() ? objects.get(0) : objects;
    }
}
