package dev.gather.sql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Small numbers that stand for truth values: as for the database, all but 0 are true.
 *
 * @param number their type without that meaning
 */
record BooleanType(ValueType number) implements ValueType {
    /** Numbers take none. */
    private static final MemoryBudget.Share NO_MEMORY = new MemoryBudget(0).share();

    @Override
    public boolean check(PacketBytes row) {
        return number.check(row);
    }

    @Override
    public Boolean read(PacketBytes row, MemoryBudget.Share memory) {
        return number.read(row, memory) instanceof Number value && value.longValue() != 0;
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        output.value(read(row, NO_MEMORY));
    }

    @Override
    public void prepare(byte[] text, int start, int length, ByteBuf binary) {
        number.prepare(text, start, length, binary);
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("boolean");
    }
}
