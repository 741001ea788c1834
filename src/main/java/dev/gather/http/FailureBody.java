package dev.gather.http;

import dev.gather.failure.Failure;
import dev.gather.json.ExactJson;
import dev.gather.source.MemoryBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The body of an answer that is a failure, for {@code $error.body}: JSON if it is that, otherwise a text. */
final class FailureBody {
    /** The largest body that is kept, in bytes, before and after its content encoding is removed. */
    static final int MOST = 8 * 1024;

    private FailureBody() {}

    /**
     * The body's value; null if there is none, it is neither JSON nor text, or there is no room for it.
     *
     * @param memory the budget that the value counts against
     */
    static @Nullable Object of(HttpAnswer answer, MemoryBudget.Share memory) {
        try {
            byte[] body = new ContentEncoding(MOST, memory).decoded(answer);
            if (body != answer.body()) {
                memory.giveBack(body.length);
            }
            return body.length == 0
                    ? null
                    : value(AnswerType.of(answer.header("content-type")).decoded(body), memory);
        } catch (Failure | IOException unreadable) {
            memory.giveBackAll();
            return null;
        }
    }

    private static @Nullable Object value(String text, MemoryBudget.Share memory) {
        long left = memory.left();
        try {
            return ExactJson.read(text, memory::take);
        } catch (IOException notJson) {
            memory.giveBack(left - memory.left());
            memory.take(ExactJson.BYTES_PER_VALUE + text.length());
            return text;
        }
    }
}
