package dev.gather.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** The console's filter, since a handler has only one: {@link EndOfPolling}, then {@link LogEscape}. */
@LoggingFilter(name = "console")
public final class ConsoleFilter implements Filter {
    private final Filter endOfPolling = new EndOfPolling();
    private final Filter escape = new LogEscape();

    @Override
    public boolean isLoggable(LogRecord logged) {
        return endOfPolling.isLoggable(logged) && escape.isLoggable(logged);
    }
}
