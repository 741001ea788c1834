package dev.gather.fetch;

import dev.gather.cache.AnswerStore;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The store of all answers that are kept. A function without sources that keep answers does not pay for it. */
final class AnswerStores {
    private final long bytes;
    private final AtomicReference<@Nullable AnswerStore> made = new AtomicReference<>();

    /** @param bytes the memory that all answers that are kept may take; at 0 none is kept */
    AnswerStores(long bytes) {
        this.bytes = bytes;
    }

    /** Whether none is kept, whatever sources say. */
    boolean isOff() {
        return bytes == 0;
    }

    /** The store, for a source that keeps its answers. */
    AnswerStore store() {
        AnswerStore known = made.get();
        if (known == null) {
            made.compareAndSet(null, new AnswerStore(bytes));
            known = made.get();
        }
        return Objects.requireNonNull(known);
    }

    /** The store, if a source keeps its answers. */
    Optional<AnswerStore> made() {
        return Optional.ofNullable(made.get());
    }
}
