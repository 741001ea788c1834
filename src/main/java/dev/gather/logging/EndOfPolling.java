package dev.gather.logging;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops the records of Quarkus' poll loop during shutdown: it closes the connection on which it waits for an event, and
 * logs that as an error.
 */
final class EndOfPolling implements Filter {
    private static final String POLL_LOOP = "io.quarkus.amazon.lambda.runtime.AbstractLambdaPollLoop";

    @Override
    public boolean isLoggable(LogRecord logged) {
        return !ApplicationLifecycleManager.isVmShuttingDown() || !POLL_LOOP.equals(logged.getLoggerName());
    }
}
