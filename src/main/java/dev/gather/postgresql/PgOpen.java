package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type of the database's own that has not been looked up: until then its values are the texts that the database shows.
 *
 * @param number of the type
 * @param json whether the source says that its texts are JSON
 */
record PgOpen(int number, boolean json) implements ValueType {
    /** What it turned out to be. */
    ValueType in(PgTypes types) {
        return json ? types.json(number) : types.of(number);
    }

    @Override
    public boolean check(PacketBytes row) {
        return PgTypes.TEXT.check(row);
    }

    @Override
    public @Nullable Object read(PacketBytes row, MemoryBudget.Share memory) {
        return PgTypes.TEXT.read(row, memory);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        PgTypes.TEXT.write(row, output);
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.empty();
    }
}
