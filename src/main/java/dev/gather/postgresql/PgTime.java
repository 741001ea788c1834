package dev.gather.postgresql;

import dev.gather.json.JsonOutput;
import dev.gather.source.MemoryBudget;
import dev.gather.sql.PacketBytes;
import dev.gather.sql.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times that PostgreSQL shows almost as ISO 8601 does. What ISO does not have, {@code infinity} and years before Christ, stays as
 * the database shows it.
 */
enum PgTime implements ValueType {
    /** {@code 2024-02-29T10:11:12.5}. */
    TIMESTAMP,
    /** {@code 2024-02-29T10:11:12.5+00:00}. */
    TIMESTAMP_TZ,
    /** {@code 10:11:12.5+00:00}. */
    TIME_TZ;

    /** An offset in whole hours. */
    private static final Pattern HOURS = Pattern.compile("([+-]\\d\\d)( BC)?$");

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

    private String value(PacketBytes row) {
        String shown = row.text(StandardCharsets.US_ASCII);
        String joined = this == TIME_TZ || shown.endsWith("infinity") ? shown : shown.replaceFirst(" ", "T");
        if (this == TIMESTAMP) {
            return joined;
        }
        Matcher offset = HOURS.matcher(joined);
        return offset.find() ? offset.replaceFirst("$1:00$2") : joined;
    }

    @Override
    public Optional<String> jsonType() {
        return Optional.of("string");
    }
}
