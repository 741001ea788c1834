package dev.gather.sql;

import dev.gather.source.JsonReader;
import dev.gather.source.MemoryBudget;
import dev.gather.source.SourceFailure;
import dev.gather.source.SourceFailure.Code;
import java.io.IOException;

/** Reads the text of a JSON column, with all digits of its numbers. */
final class JsonColumn {
    private JsonColumn() {}

    static Object read(String text, MemoryBudget.Share memory) {
        try {
            return JsonReader.read(text, memory);
        } catch (IOException e) {
            throw SourceFailure.of(
                    Code.MALFORMED, "a JSON column cannot be read", e.getClass().getSimpleName());
        }
    }
}
