package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Reads the definitions with which the database answers that it has prepared a statement: those of parameters, then of columns. */
final class DefinitionReader {
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private int parameters;
    private int count;
    private int before;

    /**
     * Sets what is to come.
     *
     * @param withoutEof whether no EOF packet follows the definitions of parameters, nor those of columns
     */
    void expect(int columnCount, int parameterCount, boolean withoutEof) {
        count = columnCount;
        parameters = parameterCount;
        before = parameterCount + (withoutEof || parameterCount == 0 ? 0 : 1);
    }

    /** Reads the next packet. */
    void definition(ByteBuf packet) {
        if (before > 0) {
            before--;
        } else if (columns.size() < count) {
            columns.add(ColumnDefinition.read(packet));
        }
    }

    /** What was read, once all has come. */
    Prepared accepted() {
        return new AcceptedStatement(parameters, List.copyOf(columns));
    }
}
