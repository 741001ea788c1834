package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON columns. Their values are read at once, since memory is counted for each value inside them. */
public record JsonType() implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return false;
    }

    @Override
    public @Nullable Object read(PacketBytes row, MemoryBudget.Share memory) {
        try {
            return ExactJson.read(row.text(StandardCharsets.UTF_8), memory::take);
        } catch (IOException e) {
            throw Failure.of(Code.MALFORMED, "a JSON column cannot be read")
                    .withDetail(e.getClass().getSimpleName());
        }
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        throw new IllegalStateException("JSON columns are read at once");
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.empty();
    }
}
