package dev.gather.postgresql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decimals, whose texts are plain, with all their digits. */
record PgNumeric() implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        int length = row.length();
        int start = row.slice(length);
        checkFinite(row.array()[start + length - 1]);
        return true;
    }

    /**
     * The last character of a number is a digit, and that of NaN and Infinity is not.
     *
     * @throws Failure if it is no number that JSON has
     */
    static void checkFinite(byte last) {
        if (last < '0' || last > '9') {
            throw Failure.of(
                    Code.MALFORMED,
                    "a number is NaN or infinite, which JSON does not have: convert it in the query, as with"
                            + " NULLIF(x, 'NaN') or x::text");
        }
    }

    @Override
    public Number read(PacketBytes row, MemoryBudget.Share memory) {
        return new BigDecimal(row.text(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        row.writeTo(output);
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("number");
    }
}
