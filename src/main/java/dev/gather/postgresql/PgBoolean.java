package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.util.Optional;

/** Truth values: {@code t} or {@code f}. */
record PgBoolean() implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return true;
    }

    @Override
    public Boolean read(PacketBytes row, MemoryBudget.Share memory) {
        return value(row);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        output.value(value(row));
    }

    private static boolean value(PacketBytes row) {
        return row.array()[row.slice(row.length())] == 't';
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("boolean");
    }
}
