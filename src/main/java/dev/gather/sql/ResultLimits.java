package dev.gather.sql;

import dev.gather.GatherConfig;
import java.util.Optional;

/** How large results may be by default: as much as the function's memory holds several of. */
final class ResultLimits {
    private static final int VALUES_PER_MEGABYTE = 2_000;
    private static final long MEGABYTE = 1024 * 1024;

    private ResultLimits() {}

    /** How many values one result may have. */
    static int maxValues(GatherConfig.Datasource config) {
        return config.maxValues().orElseGet(() -> (int) Math.min(Integer.MAX_VALUE, megabytes() * VALUES_PER_MEGABYTE));
    }

    private static long megabytes() {
        return Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"))
                .map(Long::parseLong)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / MEGABYTE);
    }
}
