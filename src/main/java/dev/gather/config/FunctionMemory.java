package dev.gather.config;

import java.util.Optional;

/** How much memory the function has. */
public final class FunctionMemory {
    private static final long MEGABYTE = 1024 * 1024;

    private FunctionMemory() {}

    /** By what Lambda says; elsewhere, what the heap may grow to. */
    private static long bytes() {
        return megabytes(Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")))
                .map(size -> size * MEGABYTE)
                .orElseGet(() -> Runtime.getRuntime().maxMemory());
    }

    /** What values that are read may take of it by default: three tenths, which leaves room to make an answer of them. */
    public static long forValues() {
        return bytes() / 10 * 3;
    }

    /** What Lambda's variable says; nothing where it does not say a number. */
    static Optional<Long> megabytes(Optional<String> variable) {
        return variable.map(String::strip)
                .filter(text -> text.matches("[1-9][0-9]{1,8}"))
                .map(Long::valueOf);
    }
}
