package dev.gather.config;

import java.util.Optional;

/** The function's memory. */
public final class FunctionMemory {
    private static final long MEGABYTE = 1024 * 1024;

    private FunctionMemory() {}

    /** The memory from Lambda's environment variable; elsewhere, the largest heap. */
    private static long bytes() {
        return megabytes(Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")))
                .map(size -> size * MEGABYTE)
                .orElseGet(() -> Runtime.getRuntime().maxMemory());
    }

    /**
     * The default memory budget in bytes: three tenths of the memory, which leaves room to make an answer of the values. All
     * invocations that there may be at once share it evenly, so that none of them takes it from another.
     */
    public static long forValues() {
        return share(bytes(), Concurrency.atOnce());
    }

    static long share(long bytes, int atOnce) {
        return bytes / 10 * 3 / atOnce;
    }

    /** The number in Lambda's variable; empty if it is not a number. */
    static Optional<Long> megabytes(Optional<String> variable) {
        return variable.map(String::strip)
                .filter(text -> text.matches("[1-9][0-9]{1,8}"))
                .map(Long::valueOf);
    }
}
