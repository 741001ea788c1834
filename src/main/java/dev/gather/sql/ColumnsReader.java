package dev.gather.sql;

import dev.gather.sql.ResultColumns.Defined;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the definitions of a result's columns, as far as they are not those of the latest result. */
final class ColumnsReader {
    private final ColumnTypes types;
    private final KnownColumns known;
    private final ResultColumns latest;

    /** How many are the latest result's, from the first. */
    private int same;

    /** The columns, from when one is not the latest result's. */
    private @Nullable List<Defined> own;

    private @Nullable ResultColumns all;

    ColumnsReader(ColumnTypes types, KnownColumns known) {
        this.types = types;
        this.known = known;
        this.latest = known.latest();
    }

    /** How many there are so far. */
    int count() {
        return own == null ? same : own.size();
    }

    /** Adds the column that a packet defines. */
    void add(ByteBuf definition) {
        if (own == null && latest.isDefined(same, definition)) {
            same++;
        } else {
            ByteBuf kept = Unpooled.copiedBuffer(definition);
            own().add(new Defined(types.column(ColumnDefinition.read(definition)), kept));
        }
    }

    /** Adds a column. */
    void add(Column column) {
        if (own == null && latest.is(same, column)) {
            same++;
        } else {
            own().add(Defined.of(column));
        }
    }

    private List<Defined> own() {
        List<Defined> made = own;
        if (made == null) {
            made = new ArrayList<>(latest.first(same));
            own = made;
        }
        return made;
    }

    /** All columns, none of which is still to come. */
    ResultColumns all() {
        ResultColumns found = all;
        if (found == null) {
            found = own == null && same == latest.all().size() ? latest : kept(new ResultColumns(own()));
            all = found;
        }
        return found;
    }

    /** Gives all columns the types that they turned out to have. */
    void typed(UnaryOperator<ValueType> types) {
        own = new ArrayList<>();
        for (Column column : all().all()) {
            own.add(Defined.of(new Column(column.name(), types.apply(column.type()))));
        }
        all = null;
    }

    private ResultColumns kept(ResultColumns made) {
        known.keep(made);
        return made;
    }
}
