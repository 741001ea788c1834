package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Floating-point numbers, whose texts are the shortest that tell them from others. */
record PgFloat() implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        int length = row.length();
        int start = row.slice(length);
        PgNumeric.checkFinite(row.array()[start + length - 1]);
        return true;
    }

    @Override
    public Number read(PacketBytes row, MemoryBudget.Share memory) {
        return value(row);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        output.decimal(value(row));
    }

    private static double value(PacketBytes row) {
        return Double.parseDouble(row.text(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("number");
    }
}
