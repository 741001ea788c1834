package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes, which come in hexadecimal digits after {@code \x}, and become base64. */
record PgBytes() implements ValueType {
    private static final int PREFIX = 2;

    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return true;
    }

    @Override
    public String read(PacketBytes row, MemoryBudget.Share memory) {
        return value(row);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        output.text(value(row));
    }

    private static String value(PacketBytes row) {
        String digits = row.text(StandardCharsets.US_ASCII).substring(PREFIX);
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits));
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("string");
    }
}
