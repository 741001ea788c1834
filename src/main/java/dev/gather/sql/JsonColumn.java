package dev.gather.sql;

import dev.gather.failure.Failure;
import dev.gather.failure.Failure.Code;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the value of a JSON column, with all digits of its numbers. */
final class JsonColumn {
    private JsonColumn() {}

    static @Nullable Object read(String text, MemoryBudget.Share memory) {
        try {
            return ExactJson.read(text, memory::take);
        } catch (IOException e) {
            throw Failure.of(Code.MALFORMED, "a JSON column cannot be read")
                    .withDetail(e.getClass().getSimpleName());
        }
    }
}
