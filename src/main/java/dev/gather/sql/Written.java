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
 * @param warnings what it warned of
 */
public record Written(long affected, @Nullable Number id, Set<String> warnings) {
    private static final String AFFECTED = "affected";
    private static final String ID = "id";

    /** That of the source's value. */
    static final Map<String, @Nullable Object> SCHEMA =
            Schemas.object(Map.of(AFFECTED, Schemas.of("integer"), ID, Map.of("type", List.of("integer", "null"))));

    /** Reads the answer OK, from its second byte. */
    static Written read(ByteBuf ok) {
        long affected = LengthEncoded.number(ok);
        long id = LengthEncoded.number(ok);
        return new Written(affected, id == 0 ? null : unsigned(id), Set.of());
    }

    /** The same with what the database warned of. */
    public Written warned(Set<String> told) {
        return new Written(affected, id, told);
    }

    private static Number unsigned(long id) {
        return id < 0 ? new BigInteger(Long.toUnsignedString(id)) : (Number) id;
    }

    /** The source's value. */
    Fetched fetched() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(AFFECTED, affected);
        value.put(ID, id);
        return new Fetched(value, affected, "rows").warned(warnings);
    }
}
