package dev.gather.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import org.jspecify.annotations.Nullable;

/** A schema's JSON values as messages show them, cut where they are long. */
final class ShownJson {
    private static final int LONGEST = 300;

    private ShownJson() {}

    static String of(@Nullable Object value) {
        String text = text(value);
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }

    private static String text(@Nullable Object value) {
        try {
            return ExactJson.text(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON value", e);
        }
    }
}
