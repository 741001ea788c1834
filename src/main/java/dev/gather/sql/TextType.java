package dev.gather.sql;

import dev.gather.json.ByteText;
import dev.gather.json.JsonOutput;
import dev.gather.json.Utf8;
import dev.gather.source.MemoryBudget;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts, and bytes, which become base64.
 *
 * @param charset the encoding of the texts; null for bytes
 */
public record TextType(@Nullable Charset charset) implements ValueType {
    @Override
    public boolean check(PacketBytes row) {
        row.skip(row.length());
        return true;
    }

    @Override
    public String read(PacketBytes row, MemoryBudget.Share memory) {
        return charset == null ? Base64.getEncoder().encodeToString(row.copy()) : row.text(charset);
    }

    @Override
    public void write(PacketBytes row, JsonOutput output) {
        if (charset == null) {
            output.value(new ByteText(row.copy(), true));
        } else if (charset.equals(StandardCharsets.UTF_8)) {
            writeUtf8(row, output);
        } else {
            output.text(row.text(charset));
        }
    }

    /** What is not valid is replaced, as it is when it is read. */
    private static void writeUtf8(PacketBytes row, JsonOutput output) {
        int length = row.length();
        int start = row.slice(length);
        if (Utf8.isValid(row.array(), start, start + length)) {
            output.text(row.array(), start, start + length);
        } else {
            output.text(new String(row.array(), start, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("string");
    }
}
