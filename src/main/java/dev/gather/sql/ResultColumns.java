package dev.gather.sql;

import dev.gather.json.Names;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a result, and what all of its rows share. Immutable, so that event loops may share it. */
final class ResultColumns {
    /** No columns. */
    static final ResultColumns NONE = new ResultColumns(List.of());

    private final List<Defined> defined;
    private final List<Column> all;
    private final Names names;
    private final @Nullable String ambiguous;

    /**
     * A column, and how the database defined it.
     *
     * @param definition the packet; empty if the column was made of something else
     */
    record Defined(Column column, ByteBuf definition) {
        /** A column that is not made of a packet. */
        static Defined of(Column column) {
            return new Defined(column, Unpooled.EMPTY_BUFFER);
        }
    }

    ResultColumns(List<Defined> defined) {
        this.defined = List.copyOf(defined);
        this.all = this.defined.stream().map(Defined::column).toList();
        this.names = Names.of(all.stream().map(Column::name).toList());
        this.ambiguous = ambiguous(all);
    }

    private static @Nullable String ambiguous(List<Column> columns) {
        Set<String> distinct = new HashSet<>();
        String found = null;
        for (Column column : columns) {
            found = distinct.add(column.name()) ? found : column.name();
        }
        return found;
    }

    /** In the order of the result. */
    List<Column> all() {
        return all;
    }

    /** So many of them, from the first, with their definitions. */
    List<Defined> first(int count) {
        return defined.subList(0, count);
    }

    /** Their names, shared by the objects of all rows. */
    Names names() {
        return names;
    }

    /** A name that several columns have; null if there is none. */
    @Nullable
    String ambiguous() {
        return ambiguous;
    }

    /** Whether the database defined the column at an index by the same bytes. */
    boolean isDefined(int index, ByteBuf definition) {
        return index < defined.size() && ByteBufUtil.equals(defined.get(index).definition(), definition);
    }

    /** Whether there is this column at an index. */
    boolean is(int index, Column column) {
        return index < all.size() && all.get(index).equals(column);
    }
}
