package dev.gather.sql;

import dev.gather.json.CompactObject;
import dev.gather.json.JsonOutput;
import dev.gather.json.Measured;
import dev.gather.json.Names;
import dev.gather.source.MemoryBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some columns of a {@link Row}, under names of their own, which like the row itself are written straight from its bytes. */
final class PickedRow extends CompactObject implements Measured {
    private static final int NULL = -1;

    private final List<Column> columns;
    private final byte[] bytes;
    private final int[] members;

    /** @param members the columns' indexes, one for each name */
    PickedRow(Names names, List<Column> columns, byte[] bytes, int[] members) {
        super(names);
        this.columns = columns;
        this.bytes = bytes;
        this.members = members;
    }

    @Override
    protected @Nullable Object[] made() {
        int[] starts = starts();
        MemoryBudget.Share memory = new MemoryBudget(0).share();
        @Nullable Object[] values = new @Nullable Object[members.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = starts[i] == NULL ? null : type(i).read(value(starts[i]), memory);
        }
        return values;
    }

    private ValueType type(int member) {
        return columns.get(members[member]).type();
    }

    private PacketBytes value(int start) {
        PacketBytes value = new PacketBytes(bytes);
        value.skip(start);
        return value;
    }

    /** Where the values of the members start. */
    private int[] starts() {
        int[] starts = new int[members.length];
        PacketBytes row = Row.start(columns, bytes);
        int found = 0;
        for (int column = 0; found < members.length; column++) {
            boolean isNull = Row.isNull(row, column);
            int start = isNull ? NULL : row.slice(0);
            for (int i = 0; i < members.length; i++) {
                if (members[i] == column) {
                    starts[i] = start;
                    found++;
                }
            }
            if (!isNull && found < members.length) {
                boolean unused = columns.get(column).type().check(row);
            }
        }
        return starts;
    }

    @Override
    public int valueCount() {
        return 1 + size();
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public CompactObject picked(Names names, int[] some) {
        int[] own = new int[some.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = members[some[i]];
        }
        return new PickedRow(names, columns, bytes, own);
    }

    @Override
    public void write(JsonOutput output) {
        int[] starts = starts();
        for (int i = 0; i < starts.length; i++) {
            output.name(names(), i);
            if (starts[i] == NULL) {
                output.value(null);
            } else {
                type(i).write(value(starts[i]), output);
            }
        }
        output.end(names());
    }
}
