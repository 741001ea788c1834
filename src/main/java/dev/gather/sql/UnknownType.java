package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import java.util.Optional;

/**
 * A type of which nobody here knows how its values are sent. They fail the source, since a guess could be a wrong value.
 *
 * @param number the protocol's
 */
record UnknownType(int number) implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        throw Failure.of(
                Code.MALFORMED,
                "a column has a type that is not known (MySQL type " + number
                        + "): convert it in the query, as with CAST");
    }

    @Override
    public Object read(PacketBytes row, MemoryBudget.Share memory) {
        throw new IllegalStateException("checked before");
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        throw new IllegalStateException("checked before");
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.empty();
    }
}
