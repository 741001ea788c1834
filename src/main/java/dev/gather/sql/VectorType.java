package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Vectors of MySQL, which become lists of numbers, each in the digits that a FLOAT has.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/vector.html">The VECTOR Type</a>
 */
record VectorType() implements ValueType {
    private static final NumberType.Floating FLOAT = new NumberType.Floating(Float.BYTES);

    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return false;
    }

    @Override
    public List<Number> read(PacketBytes row, MemoryBudget.Share memory) {
        int length = row.length();
        if (length % Float.BYTES != 0) {
            throw Failure.of(Code.MALFORMED, "a vector cannot be read").withDetail(length + " bytes");
        }
        memory.take((long) length / Float.BYTES * ExactJson.BYTES_PER_VALUE);
        List<Number> numbers = new ArrayList<>(length / Float.BYTES);
        for (int i = 0; i < length / Float.BYTES; i++) {
            numbers.add(FLOAT.read(row, memory));
        }
        return numbers;
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        throw new IllegalStateException("vectors are read at once");
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("array");
    }
}
