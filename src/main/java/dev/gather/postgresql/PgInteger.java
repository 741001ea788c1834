package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whole numbers, whose texts are those of JSON.
 *
 * @param wide whether they may need 64 bits
 */
record PgInteger(boolean wide) implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return true;
    }

    @Override
    public Number read(PacketBytes row, MemoryBudget.Share memory) {
        long value = Long.parseLong(row.text(StandardCharsets.US_ASCII));
        return wide ? (Number) value : (Number) (int) value;
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        row.writeTo(output);
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("integer");
    }
}
