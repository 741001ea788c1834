package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts the rows of one result to JSON objects as they arrive: decimals are exact, dates and times are texts, a JSON
 * column is its value, and a binary column is base64.
 */
public final class ResultReader {
    private final SqlCall.Rows rows;
    private final MemoryBudget.Share memory;
    private final boolean texts;
    private final ColumnsReader columns;
    private final List<@Nullable Object> objects = new ArrayList<>();

    /** Rows that wait for the types of their columns; null if all are known. */
    private @Nullable List<byte[]> untyped;

    private Set<String> warnings = Set.of();
    private int count;
    private long found;

    /** Said on the event loop of the execution; the rows are read on that of the connection. */
    private volatile boolean dropped;

    /** @param texts whether the statement is sent as text, so that values come as texts */
    ResultReader(SqlCall.Rows rows, MemoryBudget.Share memory, boolean texts) {
        this.rows = rows;
        this.memory = memory;
        this.texts = texts;
        this.columns = new ColumnsReader(rows.types(), rows.known());
    }

    /** Sets the number of columns of the result. */
    public void columns(int number) {
        count = number;
    }

    /** Whether there is a result at all. */
    boolean hasColumns() {
        return count > 0;
    }

    /** Adds the definition of a column, which is not moved; the packet after the last one is ignored. */
    void column(ByteBuf definition) {
        if (columns.count() < count) {
            columns.add(definition);
        }
    }

    /** Adds a column. */
    public void add(Column column) {
        columns.add(column);
    }

    /**
     * Adds a row. If only one row is needed, the others are counted but not read.
     *
     * @throws Failure if the row cannot be read, there are too many, or the memory budget is used up
     */
    void row(ByteBuf row) {
        if (isNeeded(row.readableBytes())) {
            byte[] bytes = ByteBufUtil.getBytes(row);
            keep(texts ? TextRow.prepared(columns.all().all(), bytes) : bytes);
        }
    }

    /**
     * Counts a row, and whether it is to be kept.
     *
     * @param length of the row in bytes
     * @throws Failure if there are too many rows, or the memory budget is used up
     */
    public boolean isNeeded(int length) {
        if (dropped) {
            return false;
        }
        found++;
        if (!rows.one()) {
            rows.limits().checkRows(found);
        }
        boolean needed = (!rows.one() || found == 1) && columns.all().ambiguous() == null;
        if (needed) {
            memory.take((1L + count) * ExactJson.BYTES_PER_VALUE + length);
        }
        return needed;
    }

    /**
     * Keeps a row.
     *
     * @param bytes in the form of {@link Row}
     * @throws Failure if it cannot be read
     */
    public void keep(byte[] bytes) {
        List<byte[]> waiting = untyped;
        if (waiting == null) {
            ResultColumns all = columns.all();
            objects.add(Row.of(all.names(), all.all(), bytes, memory));
        } else {
            waiting.add(bytes);
        }
    }

    /** Keeps rows as they come until {@link #typed}, since the type of a column is not known yet. */
    public void awaitTypes() {
        untyped = new ArrayList<>();
    }

    /**
     * Reads the rows that waited, after their end.
     *
     * @param known the type that a column turned out to have
     * @throws Failure if a row cannot be read
     */
    public void typed(UnaryOperator<ValueType> known) {
        List<byte[]> waiting = untyped;
        untyped = null;
        columns.typed(known);
        if (waiting != null) {
            waiting.forEach(this::keep);
        }
    }

    /** Whether the texts of a column are JSON, as the source says. */
    public boolean isJson(String column) {
        return rows.types().json().contains(column);
    }

    /** The largest result, in bytes as they arrive. */
    public long maxBytes() {
        return rows.limits().maxBytes();
    }

    /** Reads no further row: nobody needs the result any more. */
    public void drop() {
        dropped = true;
    }

    /** Notes what the database warned of; itself. */
    public ResultReader warned(Set<String> told) {
        warnings = told;
        return this;
    }

    /** What the database warned of. */
    public Set<String> warnings() {
        return warnings;
    }

    /** The number of rows that the database sent. */
    long found() {
        return found;
    }

    /**
     * The source's value: a list of objects, or the first row's object.
     *
     * @throws Failure if two columns have the same name, so that one would hide the other, or a needed column or row is missing
     */
    @Nullable
    Object value() {
        String ambiguous = columns.all().ambiguous();
        if (ambiguous != null) {
            throw Failure.of(
                    Code.MALFORMED, "two columns of the query are named '" + ambiguous + "': give one an alias");
        }
        rows.types().check(columns.all().all());
        return rows.value(objects);
    }
}
