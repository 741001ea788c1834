package dev.gather.sql;

import dev.gather.source.Fetched;
import dev.gather.source.Schemas;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about a write.
 *
 * @param affected the number of rows
 * @param id the first number that it generated for a row; null if it generated none
 * @param rows those that it answered with; null if the statement has none
 * @param warnings what it warned of
 */
public record Written(
        long affected, @Nullable Number id, @Nullable Object rows, Set<String> warnings) {
    private static final String AFFECTED = "affected";
    private static final String ID = "id";
    private static final String ROWS = "rows";

    /** That of the source's value. */
    static final Map<String, @Nullable Object> SCHEMA =
            Schemas.object(Map.of(AFFECTED, Schemas.of("integer"), ID, Map.of("type", List.of("integer", "null"))));

    /** That of the source's value where it has such rows. */
    static Map<String, @Nullable Object> schema(Map<String, @Nullable Object> row) {
        return Schemas.object(Map.of(
                AFFECTED,
                Schemas.of("integer"),
                ID,
                Map.of("type", List.of("integer", "null")),
                ROWS,
                Schemas.list(row)));
    }

    /** What is known where the database tells of no generated number. */
    public static Written of(long affected) {
        return new Written(affected, null, null, Set.of());
    }

    /** Reads the answer OK, from its second byte. */
    static Written read(ByteBuf ok) {
        long affected = LengthEncoded.number(ok);
        long id = LengthEncoded.number(ok);
        return new Written(affected, id == 0 ? null : unsigned(id), null, Set.of());
    }

    /** The same with what the database warned of. */
    Written warned(Set<String> told) {
        return new Written(affected, id, rows, told);
    }

    /** The same with the rows that came with it. */
    Written with(@Nullable Object found) {
        return new Written(affected, id, found, warnings);
    }

    private static Number unsigned(long id) {
        return id < 0 ? new BigInteger(Long.toUnsignedString(id)) : (Number) id;
    }

    /** The source's value. */
    Fetched fetched() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(AFFECTED, affected);
        value.put(ID, id);
        if (rows != null) {
            value.put(ROWS, rows);
        }
        return new Fetched(value, affected, "rows").warned(warnings);
    }
}
